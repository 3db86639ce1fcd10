import { stdnum } from 'stdnum';
import { Detector } from './Detector';

interface NationalId {
  type: string;
  /** How people write it; whole words alone. */
  form: string;
  validate(written: string): { isValid: boolean };
}

/**
 * Numbers that say who a person is. Left out is what only digits without a form
 * of their own make up, like the Dutch BSN: one of eleven numbers would be one.
 */
const NATIONAL_IDS: readonly NationalId[] = [
  {
    type: 'no-fodselsnummer',
    form: '\\d{6} ?\\d{5}',
    validate: stdnum.NO.fodselsnummer.validate,
  },
  {
    type: 'se-personnummer',
    form: '\\d{6}[-+]\\d{4}',
    validate: stdnum.SE.personnummer.validate,
  },
  {
    type: 'se-personnummer',
    form: '(?:19|20)\\d{6}-?\\d{4}',
    // The check digit is taken of the year without its century.
    validate: written =>
      stdnum.SE.personnummer.validate(
        `${written.slice(2, 8)}-${written.slice(-4)}`,
      ),
  },
  {
    type: 'dk-cpr',
    form: '\\d{6}-\\d{4}',
    validate: stdnum.DK.cpr.validate,
  },
  {
    type: 'fi-hetu',
    form: '\\d{6}[-+A]\\d{3}[0-9A-Y]',
    validate: stdnum.FI.hetu.validate,
  },
  {
    type: 'de-steuer-id',
    form: '[1-9]\\d ?\\d{3} ?\\d{3} ?\\d{3}',
    validate: stdnum.DE.idnr.validate,
  },
  {
    type: 'us-ssn',
    form: '\\d{3}[- ]\\d{2}[- ]\\d{4}',
    validate: stdnum.US.ssn.validate,
  },
  {
    type: 'gb-nino',
    form: '[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]',
    validate: stdnum.GB.nino.validate,
  },
  {
    type: 'fr-nir',
    form: '[12] ?\\d{2} ?\\d{2} ?\\d[\\dAB] ?\\d{3} ?\\d{3} ?\\d{2}',
    validate: stdnum.FR.nir.validate,
  },
  {
    type: 'es-dni',
    form: '\\d{8}-?[A-Z]',
    validate: stdnum.ES.dni.validate,
  },
  {
    type: 'es-nie',
    form: '[XYZ]-?\\d{7}-?[A-Z]',
    validate: stdnum.ES.nie.validate,
  },
  {
    type: 'it-codice-fiscale',
    form: '[A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z]',
    validate: stdnum.IT.codicefiscale.validate,
  },
  {
    type: 'pl-pesel',
    form: '\\d{11}',
    validate: stdnum.PL.pesel.validate,
  },
  {
    type: 'be-rijksregisternummer',
    form: '\\d{2}\\.?\\d{2}\\.?\\d{2}-\\d{3}[.-]?\\d{2}',
    validate: stdnum.BE.nn.validate,
  },
  {
    type: 'ch-ahv',
    form: '756\\.?\\d{4}\\.?\\d{4}\\.?\\d{2}',
    validate: stdnum.CH.ssn.validate,
  },
];

const PATTERNS = NATIONAL_IDS.map(id => ({
  ...id,
  pattern: new RegExp(`(?<![\\w.-])(?:${id.form})(?![\\w-])`, 'g'),
}));

/** What every form has, quicker to look for than all of them. */
const DIGITS = /\d(?:[ .+-]?\d){5}|\d{2}[A-Z]\d{2}[A-Z]\d{3}/;

const ANY_FORM = new RegExp(PATTERNS.map(({ form }) => form).join('|'));

/** Finds numbers of persons by their country's form, their dates and check digits. */
export const nationalIdDetector: Detector = {
  kind: 'national-id',
  reach: 64,
  suspects: text => DIGITS.test(text) && ANY_FORM.test(text),
  detect: text =>
    PATTERNS.flatMap(({ type, pattern, validate }) =>
      [...text.matchAll(pattern)]
        .filter(([written]) => validate(written).isValid)
        .map(({ 0: written, index }) => ({
          start: index,
          end: index + written.length,
          type,
        })),
    ),
};
