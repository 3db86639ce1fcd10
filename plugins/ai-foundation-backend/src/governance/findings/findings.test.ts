import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Finding,
  findingReadPermission,
  findingTriagePermission,
  InboxItem,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  APOLLO,
  BEN,
  EVE,
  GIL,
  NEWT,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const DEFER = {
  decision: 'defer',
  reason: 'Stage 2 takes it up.',
  owner: ADA,
  due: '2999-01-01',
};

describe.each(databases.eachSupportedId())('findings (%s)', databaseId => {
  let bench: ControlPlaneBench;

  beforeEach(async () => {
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: { [ADA]: [findingReadPermission, findingTriagePermission] },
    });
    await bench.fillSeats();
  });

  afterEach(async () => {
    await bench.stop();
  });

  const register = async (): Promise<{
    items: Finding[];
    unresolved: number;
  }> => (await bench.call(EVE, 'get', '/findings')).body;

  const triage = (as: string, id: string, change: object = {}) =>
    bench.call(as, 'post', `/findings/${id}/decisions`, {
      ...DEFER,
      ...change,
    });

  const tagApollo = (...tags: string[]) => {
    const apollo = bench.entities.find(
      ({ metadata }) => metadata.name === 'apollo',
    );
    apollo!.metadata.tags = tags;
  };

  const detected = async (...tags: string[]): Promise<Finding> => {
    tagApollo(...tags);
    await bench.runJob('findings.detect');
    return (await register()).items[0];
  };

  it('finds nothing in a catalog without agents', async () => {
    await bench.runJob('findings.detect');
    expect(await register()).toEqual({ items: [], unresolved: 0 });
  });

  it.each([
    ['langgraph', 'agent'],
    ['mcp-server', 'agent'],
    ['fine-tuning', 'premature-workload'],
  ])('finds a component tagged %s once', async (tag, kind) => {
    await detected(tag);
    await bench.runJob('findings.detect');
    expect(await register()).toMatchObject({
      items: [{ kind, source: 'catalog', subjectRef: APOLLO, state: 'open' }],
      unresolved: 1,
    });
    const { body } = await bench.call(EVE, 'get', '/inbox');
    expect(body.items.map((item: InboxItem) => item.kind)).toContain(
      'triage-finding',
    );
  });

  it('resolves by itself only what the catalog no longer reports', async () => {
    const { id } = await detected('crewai');
    const early = await triage(EVE, id, { decision: 'resolved' });
    expect(early.status).toBe(409);
    expect((await triage(EVE, id, { decision: 'stop' })).status).toBe(200);
    expect((await register()).unresolved).toBe(1);

    expect((await detected()).state).toBe('resolved');
    expect((await register()).unresolved).toBe(0);
    expect((await detected('crewai')).state).toBe('open');

    const { body } = await bench.call(EVE, 'get', `/findings/${id}/history`);
    expect(body.items.map(({ event }: { event: string }) => event)).toEqual([
      'found',
      'triaged',
      'resolved',
      'reopened',
    ]);
  });

  it('refuses a key to an application that is an agent, until it is a false positive', async () => {
    await bench.makeReadyForKeys(ADA);
    const { id } = await detected('agent');
    const issue = () =>
      bench.call(ADA, 'post', '/keys', {
        owner: ROCKETS,
        application: APOLLO,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
      });
    expect((await issue()).status).toBe(403);
    await triage(EVE, id, { decision: 'false-positive' });
    expect((await issue()).status).toBe(201);
  });

  it('takes decisions of people in a seat, with an owner and a day', async () => {
    const { id } = await detected('agent');
    expect((await triage(ADA, id)).status).toBe(403);
    expect((await triage(GIL, id)).status).toBe(403);
    expect((await triage(NEWT, id)).status).toBe(403);
    expect((await triage(EVE, id, { owner: undefined })).status).toBe(400);
    expect((await triage(EVE, id, { owner: 'nobody' })).status).toBe(400);
    expect((await triage(EVE, id, { due: '2020-01-01' })).status).toBe(400);
    expect((await triage(EVE, id, { reason: '' })).status).toBe(400);
    expect((await triage(EVE, 'none')).status).toBe(404);
    const { body } = await triage(EVE, id);
    expect(body).toMatchObject({
      state: 'triaged',
      decision: 'defer',
      ownerRef: ADA,
      decidedBy: EVE,
    });
    const { body: reopened } = await bench.call(
      EVE,
      'post',
      `/findings/${id}/reopening`,
      { reason: 'It has begun.' },
    );
    expect(reopened.state).toBe('open');
    expect(reopened.decision).toBeUndefined();
    expect(
      await bench.knex('audit_entries').where('action', 'like', 'finding.%'),
    ).toHaveLength(3);
  });

  it('takes reports of everyone in the catalog, and is read by few', async () => {
    const report = (as: string) =>
      bench.call(as, 'post', '/findings', {
        kind: 'agent',
        subject: ROCKETS,
        title: 'A bot shall answer tenders',
        detail: '=HYPERLINK("x") It sends them too.',
      });
    expect((await report(NEWT)).status).toBe(403);
    expect((await report(BEN)).status).toBe(201);
    expect((await bench.call(ADA, 'get', '/findings')).status).toBe(403);
    const { text } = await bench.call(EVE, 'get', '/findings.csv');
    expect(text).toContain('A bot shall answer tenders');
    expect(text).not.toMatch(/,"?=HYPERLINK/);
  });
});
