import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  APOLLO,
  BLUEPRINTS,
  DRILL,
  ENGINEERING,
  exampleCompany,
  GOVERNANCE,
  ROCKETS,
  SWIFT,
  TELEMETRY,
  TUNNELS,
} from '../__testUtils__/exampleCompany';
import { CatalogView } from './CatalogView';

function create(options: { answers?: Array<() => void> } = {}) {
  const catalog = catalogServiceMock({ entities: exampleCompany() });
  const getEntities = jest.fn(
    async (...question: Parameters<typeof catalog.getEntities>) => {
      options.answers?.shift()?.();
      return catalog.getEntities(...question);
    },
  );
  const logger = mockServices.logger.mock();
  let nowMs = 0;
  const view = new CatalogView({
    catalog: catalogServiceMock.mock({ getEntities }),
    auth: mockServices.auth(),
    logger,
    clock: () => ++nowMs,
  });
  return { getEntities, logger, view };
}

const fail = () => {
  throw new Error('away');
};
const answer = () => undefined;

describe('CatalogView', () => {
  it('tells teams from other groups, and whose components are', async () => {
    const { applications, dataSources, groups, models, people, teams, tiers } =
      await create().view.current();

    expect([...teams.keys()]).toEqual([ROCKETS, TUNNELS]);
    expect([...groups.keys()].sort()).toEqual(
      [ENGINEERING, GOVERNANCE, ROCKETS, TUNNELS].sort(),
    );
    expect(groups.get(ROCKETS)).toMatchObject({
      parentRef: ENGINEERING,
      memberRefs: ['user:default/ada', 'user:default/ben'],
    });
    expect([...applications.keys()]).toEqual([APOLLO, DRILL]);
    expect(models.get(SWIFT)?.spec.providerModel).toBe('swift-1');
    expect([...tiers.keys()]).toEqual(['public', 'internal', 'restricted']);
    expect(people.get('user:default/ada')).toMatchObject({
      name: 'Ada',
      email: 'ada@company.example',
    });
    expect(groups.get(ROCKETS)?.leadRef).toBe('user:default/ada');
    expect(groups.get(TUNNELS)?.leadRef).toBeUndefined();
    expect(applications.get(APOLLO)).toMatchObject({
      labels: ['service'],
      dataSourceRefs: [TELEMETRY],
    });
    expect(dataSources.get(TELEMETRY)).toMatchObject({
      ownerRef: ROCKETS,
      tier: 'internal',
    });
    expect(dataSources.get(BLUEPRINTS)?.tier).toBeUndefined();
  });

  it('is read once for all who ask at the same time', async () => {
    const { getEntities, view } = create();
    const [one, other] = await Promise.all([view.current(), view.refresh()]);
    expect(one).toBe(other);
    expect(getEntities).toHaveBeenCalledTimes(1);
    expect(await view.current()).toBe(one);
  });

  it('keeps the last view where the catalog does not answer, and says so once', async () => {
    const { logger, view } = create({ answers: [answer, fail, fail, answer] });
    const first = await view.current();
    await expect(view.refresh()).rejects.toThrow('away');
    await expect(view.refresh()).rejects.toThrow('away');

    expect(await view.current()).toBe(first);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect((await view.refresh()).readAtMs).toBeGreaterThan(first.readAtMs);
  });

  it('has nothing to say before the first answer', async () => {
    const { view } = create({ answers: [fail] });
    await expect(view.current()).rejects.toThrow('away');
    await expect(view.current()).resolves.toBeDefined();
  });
});
