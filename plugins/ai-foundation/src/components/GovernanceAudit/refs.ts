const REF = /^[a-z][a-z0-9]*:[a-z0-9][\w.-]*\/[\w.-]+$/i;

/** Whether a text is an entity ref, so that the entity's name can stand for it. */
export function isEntityRef(text: string): boolean {
  return REF.test(text);
}
