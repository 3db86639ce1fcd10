/**
 * What can be chosen, by name; what is chosen already stays in the list, also
 * when the catalog no longer knows it.
 */
export function optionsOf(
  known: ReadonlyArray<{ ref: string; name: string }>,
  chosen: readonly string[],
): Array<{ id: string; label: string }> {
  const gone = chosen.filter(
    ref => ref !== '' && !known.some(item => item.ref === ref),
  );
  return [...known, ...gone.map(ref => ({ ref, name: ref }))]
    .map(({ ref, name }) => ({ id: ref, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
