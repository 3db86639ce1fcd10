import { InspectionTerms } from '../api/schemas';
import {
  EXTERNAL_INSPECTION,
  inspectionKinds,
  isInspection,
} from './inspection';

const KIND_ID = /^[a-z][a-z0-9-]{0,39}$/;

/** Sets that would hold for nothing, or for what is not there. @internal */
export function inspectionViolations(
  control: string,
  terms: InspectionTerms | undefined,
  known: { tiers: { has(name: string): boolean }; purposes: string[] },
): string[] {
  if (!isInspection(control)) {
    return terms
      ? [`says how to inspect prompts, which '${control}' does not`]
      : [];
  }
  if (!terms) {
    return ['does not say what the gateway does about what it finds'];
  }
  const { kinds, tiers, purposes } = terms;
  return [
    ...(kinds ?? [])
      .filter(kind => !canFind(control, kind))
      .map(kind => `names '${kind}', which '${control}' does not find`),
    ...(tiers ?? [])
      .filter(name => !known.tiers.has(name))
      .map(
        name =>
          `holds for the data tier '${name}', which the catalog does not have`,
      ),
    ...(purposes ?? [])
      .filter(id => !known.purposes.includes(id))
      .map(
        id => `holds for the purpose '${id}', which the policy does not have`,
      ),
    ...Object.entries({ kinds, tiers, purposes })
      .filter(([, list]) => list?.length === 0)
      .map(([name]) => `holds for no ${name}; leave them out to mean all`),
  ];
}

function canFind(control: string, kind: string): boolean {
  return control === EXTERNAL_INSPECTION
    ? KIND_ID.test(kind)
    : inspectionKinds.some(
        known => known.control === control && known.id === kind,
      );
}
