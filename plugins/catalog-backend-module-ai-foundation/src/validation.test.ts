import { Entity } from '@backstage/catalog-model';
import { gpt, internal, plans, price } from './__testUtils__/entities';
import { ingest } from './__testUtils__/ingest';

jest.setTimeout(60_000);

/** A copy of `entity` with values set by their paths; undefined removes. */
function change(
  entity: Entity,
  name: string,
  values: Record<string, unknown>,
): Entity {
  const copy = Object.entries(values).reduce<unknown>(
    (node, [path, value]) => withValue(node, path.split('.'), value),
    withValue(entity, ['metadata', 'name'], name),
  );
  return JSON.parse(JSON.stringify(copy));
}

function withValue(node: unknown, path: string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  if (Array.isArray(node)) {
    return Object.assign([...node], {
      [key]: withValue(node[Number(key)], rest, value),
    });
  }
  const object = node as Record<string, unknown>;
  return { ...object, [key]: withValue(object[key], rest, value) };
}

describe('validation', () => {
  const first = 'spec.prices.0';

  const valid: Array<[string, Entity, Record<string, unknown>]> = [
    [
      'a free model with its reason',
      gpt,
      {
        [`${first}.input`]: '0',
        [`${first}.output`]: '0.00',
        [`${first}.zeroReason`]: 'Runs on our own machines.',
      },
    ],
    [
      'an unrestricted model with its reason',
      gpt,
      {
        'spec.restrictions': undefined,
        'spec.unrestrictedBecause': 'Sees made-up data only.',
      },
    ],
    [
      'all rates and a long context',
      gpt,
      {
        [`${first}.cachedInput`]: '1.25',
        [`${first}.cacheWrite`]: '3.125',
        [`${first}.cacheWrite1h`]: '5',
        [`${first}.inputAudio`]: '40',
        [`${first}.outputAudio`]: '80.000001',
        [`${first}.longContext`]: {
          fromInputTokens: 100_000,
          input: '5',
          output: '20',
        },
      },
    ],
    [
      'an instant with an offset',
      gpt,
      {
        [`${first}.effectiveFrom`]: '2024-10-02T10:00:00+02:00',
      },
    ],
    [
      'an owner as a full ref',
      gpt,
      {
        'spec.owner': 'group:default/operations',
      },
    ],
    [
      'a tier that forbids content logs',
      internal,
      {
        'spec.handling.contentLogging': 'never',
      },
    ],
  ];

  /** What is wrong, and the field that the error must name. */
  const invalid: Array<[string, Entity, Record<string, unknown>, RegExp]> = [
    ['no owner', gpt, { 'spec.owner': undefined }, /\/spec .*owner/],
    [
      'a user as owner',
      gpt,
      { 'spec.owner': 'user:default/amina' },
      /\/spec\/owner/,
    ],
    ['an unknown type', gpt, { 'spec.type': 'video' }, /\/spec\/type/],
    [
      'an unknown lifecycle',
      gpt,
      { 'spec.lifecycle': 'beta' },
      /\/spec\/lifecycle/,
    ],
    ['no provider', gpt, { 'spec.provider': undefined }, /\/spec .*provider/],
    [
      'a provider that is a URL',
      gpt,
      { 'spec.provider': 'https://x' },
      /\/spec\/provider/,
    ],
    ['no model id', gpt, { 'spec.providerModel': '' }, /\/spec\/providerModel/],
    [
      'a model id with a space',
      gpt,
      { 'spec.providerModel': 'gpt 4o' },
      /\/spec\/providerModel/,
    ],
    ['no tier', gpt, { 'spec.tier': undefined }, /\/spec .*tier/],
    [
      'a tier with a kind',
      gpt,
      { 'spec.tier': 'datatier:internal' },
      /\/spec\/tier/,
    ],
    ['no price', gpt, { 'spec.prices': undefined }, /\/spec .*prices/],
    ['an empty list of prices', gpt, { 'spec.prices': [] }, /\/spec\/prices/],
    [
      'a price as a number',
      gpt,
      { [`${first}.input`]: 2.5 },
      /\/spec\/prices\/0\/input/,
    ],
    [
      'a price with a currency sign',
      gpt,
      { [`${first}.output`]: '$10' },
      /\/spec\/prices\/0\/output/,
    ],
    [
      'a price below zero',
      gpt,
      { [`${first}.output`]: '-1' },
      /\/spec\/prices\/0\/output/,
    ],
    [
      'a price with an exponent',
      gpt,
      { [`${first}.output`]: '1e-3' },
      /\/spec\/prices\/0\/output/,
    ],
    [
      'a price with seven decimals',
      gpt,
      { [`${first}.cachedInput`]: '0.0000001' },
      /\/spec\/prices\/0\/cachedInput/,
    ],
    [
      'a price with a comma',
      gpt,
      { [`${first}.input`]: '2,50' },
      /\/spec\/prices\/0\/input/,
    ],
    [
      'another currency',
      gpt,
      { [`${first}.currency`]: 'EUR' },
      /\/spec\/prices\/0\/currency/,
    ],
    [
      'another unit',
      gpt,
      { [`${first}.unit`]: 'per-token' },
      /\/spec\/prices\/0\/unit/,
    ],
    [
      'a price without a date',
      gpt,
      { [`${first}.effectiveFrom`]: undefined },
      /\/spec\/prices\/0 .*effectiveFrom/,
    ],
    [
      'a date in words',
      gpt,
      { [`${first}.effectiveFrom`]: 'October' },
      /\/spec\/prices\/0\/effectiveFrom/,
    ],
    [
      'a date that no calendar has',
      gpt,
      { [`${first}.effectiveFrom`]: '2024-02-30' },
      /\/spec\/prices\/0\/effectiveFrom/,
    ],
    [
      'a price without a source',
      gpt,
      { [`${first}.source`]: undefined },
      /\/spec\/prices\/0 .*source/,
    ],
    [
      'a free output without a reason',
      gpt,
      { [`${first}.output`]: '0.000000' },
      /\/spec\/prices\/0\/zeroReason/,
    ],
    [
      'a free cached input without a reason',
      gpt,
      { [`${first}.cachedInput`]: '0' },
      /\/spec\/prices\/0\/zeroReason/,
    ],
    [
      'a free model whose reason says nothing',
      gpt,
      { [`${first}.input`]: '0', [`${first}.zeroReason`]: 'N/A' },
      /\/spec\/prices\/0\/zeroReason says nothing/,
    ],
    [
      'a source that nobody can open',
      gpt,
      { [`${first}.source`]: 'an e-mail from March' },
      /\/spec\/prices\/0\/source/,
    ],
    [
      'restrictions that say nothing',
      gpt,
      { 'spec.restrictions': ['n/a'] },
      /\/spec\/restrictions\/0 says nothing/,
    ],
    [
      'no restriction for a reason that says nothing',
      gpt,
      {
        'spec.restrictions': undefined,
        'spec.unrestrictedBecause': 'none.',
      },
      /\/spec\/unrestrictedBecause says nothing/,
    ],
    [
      'a free long context without a reason',
      gpt,
      {
        [`${first}.longContext`]: {
          fromInputTokens: 1,
          input: '0',
          output: '1',
        },
      },
      /\/spec\/prices\/0\/zeroReason/,
    ],
    [
      'a long context without its start',
      gpt,
      {
        [`${first}.longContext`]: { input: '1', output: '1' },
      },
      /\/spec\/prices\/0\/longContext .*fromInputTokens/,
    ],
    [
      'a misspelt rate',
      gpt,
      { [`${first}.cached`]: '1' },
      /\/spec\/prices\/0 .*cached/,
    ],
    [
      'two prices from the same instant',
      gpt,
      {
        'spec.prices.1': {
          ...price,
          effectiveFrom: '2024-10-02T00:00:00Z',
        },
      },
      /\/spec\/prices\/1\/effectiveFrom/,
    ],
    [
      'an empty context window',
      gpt,
      { 'spec.contextWindow': 0 },
      /\/spec\/contextWindow/,
    ],
    [
      'a broken number of tokens',
      gpt,
      { 'spec.maxOutputTokens': 1.5 },
      /\/spec\/maxOutputTokens/,
    ],
    [
      'tokens as text',
      gpt,
      { 'spec.maxOutputTokens': '4096' },
      /\/spec\/maxOutputTokens/,
    ],
    [
      'more output than context',
      gpt,
      { 'spec.maxOutputTokens': 128_001 },
      /\/spec\/maxOutputTokens/,
    ],
    [
      'no restriction and no reason',
      gpt,
      { 'spec.restrictions': undefined },
      /\/spec\/restrictions/,
    ],
    [
      'an empty list of restrictions',
      gpt,
      { 'spec.restrictions': [] },
      /\/spec\/restrictions/,
    ],
    [
      'restrictions and a reason for none',
      gpt,
      { 'spec.unrestrictedBecause': 'No need.' },
      /\/spec\/unrestrictedBecause/,
    ],
    ['no data terms', gpt, { 'spec.dataUse': undefined }, /\/spec .*dataUse/],
    [
      'a field of nobody',
      gpt,
      { 'spec.temperature': 1 },
      /\/spec .*temperature/,
    ],
    ['no spec', gpt, { spec: undefined }, /spec/],
    [
      'an unknown version',
      gpt,
      { apiVersion: 'ai-foundation.dev/v2' },
      /apiVersion/,
    ],
    ['a rank of zero', internal, { 'spec.rank': 0 }, /\/spec\/rank/],
    ['a broken rank', internal, { 'spec.rank': 1.5 }, /\/spec\/rank/],
    [
      'a tier without an owner',
      internal,
      { 'spec.owner': undefined },
      /\/spec .*owner/,
    ],
    [
      'a tier without criteria',
      internal,
      { 'spec.criteria': [] },
      /\/spec\/criteria/,
    ],
    [
      'no handling',
      internal,
      { 'spec.handling': undefined },
      /\/spec .*handling/,
    ],
    [
      'an unknown handling',
      internal,
      { 'spec.handling.externalProviders': 'maybe' },
      /\/spec\/handling\/externalProviders/,
    ],
    [
      'no word on content logs',
      internal,
      { 'spec.handling.contentLogging': undefined },
      /\/spec\/handling .*contentLogging/,
    ],
    [
      'a misspelt handling',
      internal,
      { 'spec.handling.logging': 'never' },
      /\/spec\/handling .*logging/,
    ],
    [
      'a tier that is no name',
      plans,
      {
        'metadata.annotations': {
          'ai-foundation.dev/data-tier': 'group:default/x',
        },
      },
      /\/metadata\/annotations\/ai-foundation.dev~1data-tier/,
    ],
  ];

  const nameOf = (index: number, kind: string) => `${kind}-${index}`;
  let result: Awaited<ReturnType<typeof ingest>>;

  beforeAll(async () => {
    result = await ingest([
      ...valid.map(([, entity, values], index) =>
        change(entity, nameOf(index, 'valid'), values),
      ),
      ...invalid.map(([, entity, values], index) =>
        change(entity, nameOf(index, 'invalid'), values),
      ),
    ]);
  });

  it.each(valid.map(([what], index) => [what, index] as const))(
    'accepts %s',
    (_, index) => {
      expect(result.found.map(entity => entity.metadata.name)).toContain(
        nameOf(index, 'valid'),
      );
    },
  );

  it.each(
    invalid.map(([what, entity, , field], index) => ({
      what,
      ref: `${entity.kind.toLowerCase()}:default/${nameOf(index, 'invalid')}`,
      field,
    })),
  )('refuses $what, and names the field', ({ ref, field }) => {
    expect(result.errors.get(ref)).toMatch(field);
  });
});
