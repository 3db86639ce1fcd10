import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { getCountries } from 'libphonenumber-js/max';
import { positive } from './positive';

/** Bounds and forms of the inspection of prompts. */
export interface InspectionConfig {
  /** UTF-16 units of text that are looked at in one request. */
  maxTextLength: number;
  /** What the inspection of one request may cost. */
  maxWorkMs: number;
  /** ISO 3166 codes of countries whose national form of phone numbers counts. */
  phoneCountries: string[];
}

/** Reads `aiFoundation.gateway.inspection`. */
export function readInspectionConfig(
  gateway: Config | undefined,
): InspectionConfig {
  const inspection = gateway?.getOptionalConfig('inspection');
  const limit = (key: string, fallback: number) =>
    positive(
      `gateway.inspection.${key}`,
      inspection?.getOptionalNumber(key) ?? fallback,
    );
  const phoneCountries =
    inspection?.getOptionalStringArray('phoneCountries') ?? [];
  const known: readonly string[] = getCountries();
  const unknown = phoneCountries.find(code => !known.includes(code));
  if (unknown !== undefined) {
    throw new InputError(
      `aiFoundation.gateway.inspection.phoneCountries names '${unknown}', which is no ISO 3166 code of a country with phone numbers, for example NO`,
    );
  }
  return {
    maxTextLength: limit('maxTextLength', 4 * 1024 * 1024),
    maxWorkMs: limit('maxWorkMs', 1_000),
    phoneCountries,
  };
}
