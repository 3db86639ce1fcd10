import { AiModelEntity } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonicalJson';
import { exampleCompany, SWIFT } from '../../__testUtils__/exampleCompany';
import {
  governedSha256,
  priceInForce,
  priceVersionsOf,
} from './governedFields';

const model = exampleCompany().find(
  ({ kind, metadata }) => kind === 'AiModel' && metadata.name === 'swift',
) as AiModelEntity;
const [price] = model.spec.prices;

describe('governedSha256', () => {
  const edited = (change: object): AiModelEntity => ({
    ...model,
    spec: { ...model.spec, ...change },
  });

  it.each([
    [{ type: 'embedding' }],
    [{ owner: 'rockets' }],
    [{ provider: 'inhouse' }],
    [{ providerModel: 'swift-2' }],
    [{ tier: 'public' }],
    [{ prices: [{ ...price, output: '9' }] }],
    [{ prices: [{ ...price, source: 'an e-mail' }] }],
    [{ contextWindow: 9_000 }],
    [{ maxOutputTokens: 2_000 }],
    [{ fallbacks: ['inhouse'] }],
    [{ restrictions: [] }],
    [{ unrestrictedBecause: 'It is ours.' }],
    [{ dataUse: 'It trains on our data.' }],
  ])('changes with %j', change => {
    expect(governedSha256(edited(change))).not.toBe(governedSha256(model));
  });

  it('of a model without fallbacks is what it was before there were any', () => {
    const { fallbacks, lifecycle, ...before } = model.spec;
    expect(fallbacks).toBeUndefined();
    expect(governedSha256(model)).toBe(
      createHash('sha256').update(canonicalJson(before)).digest('hex'),
    );
  });

  it('stays the same over what governs nothing, and over the order of keys', () => {
    const reordered = Object.fromEntries(Object.entries(model.spec).reverse());
    expect(governedSha256(edited({ lifecycle: 'deprecated' }))).toBe(
      governedSha256(model),
    );
    expect(governedSha256(edited(reordered))).toBe(governedSha256(model));
  });
});

describe('priceVersionsOf', () => {
  const dates = ['2026-01-01', '2026-03-01T12:00:00+02:00', '2026-02-01'];
  const versions = priceVersionsOf(
    SWIFT,
    dates.map(effectiveFrom => ({ ...price, effectiveFrom })),
  );

  it('begins a date at its midnight in UTC, the newest first', () => {
    expect(versions.map(({ effectiveFromMs }) => effectiveFromMs)).toEqual([
      Date.UTC(2026, 2, 1, 10),
      Date.UTC(2026, 1, 1),
      Date.UTC(2026, 0, 1),
    ]);
  });

  it('names a price by its model and all that it says', () => {
    const [{ id }] = priceVersionsOf(SWIFT, [price]);
    expect(priceVersionsOf(SWIFT, [{ ...price }])[0].id).toBe(id);
    expect(priceVersionsOf('aimodel:default/x', [price])[0].id).not.toBe(id);
    expect(
      priceVersionsOf(SWIFT, [{ ...price, input: '2.51' }])[0].id,
    ).not.toBe(id);
  });

  it.each([
    ['2025-12-31T23:59:59.999Z', undefined],
    ['2026-01-01T00:00:00.000Z', '2026-01-01'],
    ['2026-02-01T00:00:00.000Z', '2026-02-01'],
    ['2026-03-01T09:59:59.999Z', '2026-02-01'],
    ['2027-01-01T00:00:00.000Z', '2026-03-01T12:00:00+02:00'],
  ])('has in force at %s the price of %s', (at, effectiveFrom) => {
    expect(priceInForce(versions, Date.parse(at))?.price.effectiveFrom).toBe(
      effectiveFrom,
    );
  });
});
