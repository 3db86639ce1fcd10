import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  assistant,
  gpt,
  group,
  internal,
  plans,
  plansByRef,
} from './__testUtils__/entities';
import { ingest } from './__testUtils__/ingest';

jest.setTimeout(60_000);

describe('relations', () => {
  let edges: string[];

  beforeAll(async () => {
    const { found } = await ingest([
      gpt,
      internal,
      group('operations'),
      group('security'),
      assistant,
      plans,
      plansByRef,
    ]);
    edges = found.flatMap(entity =>
      (entity.relations ?? []).map(
        ({ type, targetRef }) =>
          `${stringifyEntityRef(entity)} ${type} ${targetRef}`,
      ),
    );
  });

  const pairs = [
    ['aimodel:default/gpt', 'ownedBy', 'ownerOf', 'group:default/operations'],
    [
      'aimodel:default/gpt',
      'approvedFor',
      'approves',
      'datatier:default/internal',
    ],
    [
      'datatier:default/internal',
      'ownedBy',
      'ownerOf',
      'group:default/security',
    ],
    [
      'component:default/assistant',
      'dependsOn',
      'dependencyOf',
      'aimodel:default/gpt',
    ],
    [
      'component:default/assistant',
      'dependsOn',
      'dependencyOf',
      'resource:default/plans',
    ],
    [
      'resource:default/plans',
      'classifiedAs',
      'classifies',
      'datatier:default/internal',
    ],
    [
      'resource:default/plans-by-ref',
      'classifiedAs',
      'classifies',
      'datatier:default/internal',
    ],
    [
      'resource:default/plans',
      'ownedBy',
      'ownerOf',
      'group:default/operations',
    ],
  ];

  it.each(pairs)('%s %s / %s %s', (from, forward, reverse, to) => {
    expect(edges).toContain(`${from} ${forward} ${to}`);
    expect(edges).toContain(`${to} ${reverse} ${from}`);
  });
});
