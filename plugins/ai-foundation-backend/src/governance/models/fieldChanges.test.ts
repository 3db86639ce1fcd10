import { AiModelEntity } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { exampleCompany } from '../../__testUtils__/exampleCompany';
import { fieldChanges } from './fieldChanges';
import { governedFields } from './governedFields';

const model = exampleCompany().find(
  ({ kind, metadata }) => kind === 'AiModel' && metadata.name === 'swift',
) as AiModelEntity;
const [price] = model.spec.prices;
const before = governedFields(model);

describe('fieldChanges', () => {
  it('finds nothing where nothing changed, whatever the order of prices', () => {
    const later = { ...price, effectiveFrom: '2027-01-01' };
    expect(
      fieldChanges(
        { ...before, prices: [price, later] },
        { ...before, prices: [later, price] },
      ),
    ).toEqual([]);
  });

  it('names each field with what it was and what it is', () => {
    expect(
      fieldChanges(before, {
        ...before,
        tier: 'public',
        restrictions: undefined,
        unrestrictedBecause: 'It sees public data only.',
        prices: [
          { ...price, output: '12' },
          {
            ...price,
            effectiveFrom: '2027-01-01',
            longContext: { fromInputTokens: 9, input: '1', output: '2' },
          },
        ],
      }),
    ).toEqual(
      expect.arrayContaining([
        { field: 'tier', before: 'internal', after: 'public' },
        {
          field: 'restrictions',
          before: 'Nothing that decides about people.',
          after: undefined,
        },
        {
          field: 'unrestrictedBecause',
          before: undefined,
          after: 'It sees public data only.',
        },
        { field: 'prices/2026-01-01/output', before: '10', after: '12' },
        {
          field: 'prices/2027-01-01/longContext/fromInputTokens',
          before: undefined,
          after: '9',
        },
      ]),
    );
  });
});
