import { InspectionTerms } from '../api';
import { enforcementWords } from './enforcementWords';

describe('enforcementWords', () => {
  it.each<[string, InspectionTerms, string]>([
    ['inspection.secrets', { mode: 'block' }, 'blocks secrets in prompts'],
    [
      'inspection.personal-data',
      { mode: 'redact', kinds: ['email', 'iban'], models: 'external' },
      'takes out personal data in prompts, of the kinds email, iban, for external models',
    ],
    [
      'inspection.secrets',
      {
        mode: 'observe',
        tiers: ['internal'],
        purposes: ['coding'],
        uninspected: 'block',
      },
      'records secrets in prompts, for data of the tiers internal, for the purposes coding, and refuses what it cannot inspect',
    ],
  ])('says what %s does under %j', (control, inspection, words) => {
    expect(enforcementWords({ kind: 'automated', control, inspection })).toBe(
      `enforced by the gateway: ${words}`,
    );
  });

  it('says the control of every other rule', () => {
    expect(enforcementWords({ kind: 'automated', control: 'tier' })).toBe(
      'enforced by the gateway: data tier',
    );
  });
});
