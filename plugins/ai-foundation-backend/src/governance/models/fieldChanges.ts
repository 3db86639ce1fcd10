import { FieldChange } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GovernedFields } from './governedFields';

/** What differs between the governed fields of a model at two times, by field. */
export function fieldChanges(
  before: GovernedFields,
  after: GovernedFields,
): FieldChange[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter(field => old.get(field) !== now.get(field))
    .map(field => ({
      field,
      before: old.get(field),
      after: now.get(field),
    }));
}

/** Each field as text. A price is named by its date, since an index can move. */
function leavesOf(fields: GovernedFields): Map<string, string> {
  const { prices, ...rest } = fields;
  return new Map([
    ...leaves('', rest),
    ...prices.flatMap(price => leaves(`prices/${price.effectiveFrom}/`, price)),
  ]);
}

function leaves(prefix: string, node: object): Array<[string, string]> {
  return Object.entries(node).flatMap(
    ([name, value]): Array<[string, string]> => {
      const field = prefix + name;
      if (value === undefined) {
        return [];
      }
      if (Array.isArray(value)) {
        return [[field, value.join('\n')]];
      }
      return typeof value === 'object'
        ? leaves(`${field}/`, value)
        : [[field, String(value)]];
    },
  );
}
