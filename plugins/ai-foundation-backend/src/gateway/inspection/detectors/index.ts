import { emailDetector } from './emailDetector';
import { ibanDetector } from './ibanDetector';
import { nationalIdDetector } from './nationalIdDetector';
import { paymentCardDetector } from './paymentCardDetector';
import { phoneDetector } from './phoneDetector';
import { secretDetector } from './secretDetector';
import { Detector } from './Detector';

export type { Detection, Detector } from './Detector';

/** One for each kind that the gateway finds by itself. */
export function createDetectors(options: {
  /** ISO 3166 codes of countries whose national form of phone numbers counts. */
  phoneCountries: readonly string[];
}): Detector[] {
  return [
    secretDetector,
    emailDetector,
    phoneDetector(options.phoneCountries),
    ibanDetector,
    paymentCardDetector,
    nationalIdDetector,
  ];
}
