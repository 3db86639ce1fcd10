import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gatewayReadPermission,
  gatewayValidatePermission,
  ValidationCheck,
  ValidationRunDetail,
  ValidationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { DemoProvider, startDemoProvider } from '@ai-foundation/demo-provider';
import { ControlPlaneBench } from '../../__testUtils__/ControlPlaneBench';
import {
  ADA,
  BEN,
  exampleConfig,
  GIL,
  GOVERNANCE,
  NEWT,
  ROCKETS,
  SWIFT,
} from '../../__testUtils__/exampleCompany';
import { DialectRegistry } from '../dialects/DialectRegistry';
import { routesToProbe } from './routesToProbe';

jest.setTimeout(60_000);

/** Whether the gateway is broken: revoked keys pass its control of keys. */
let mockBroken = false;
jest.mock('../decision/keyControls', () => {
  const actual = jest.requireActual('../decision/keyControls');
  return {
    ...actual,
    keyControl: (key: { revokedAtMs?: number }, nowMs: number) =>
      actual.keyControl(
        mockBroken ? { ...key, revokedAtMs: undefined } : key,
        nowMs,
      ),
  };
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const PATHS = {
  probes: 'probes',
  drill: 'revocation-drills',
  freshness: 'log-freshness',
  providers: 'providers',
};

describe.each(databases.eachSupportedId())('validation (%s)', databaseId => {
  let bench: ControlPlaneBench;
  let provider: DemoProvider;

  beforeAll(async () => {
    provider = await startDemoProvider({ models: ['swift-1', 'deep-1'] });
    bench = await ControlPlaneBench.create(await databases.init(databaseId), {
      denials: {
        [ADA]: [gatewayReadPermission, gatewayValidatePermission],
      },
      config: {
        ...exampleConfig,
        aiFoundation: {
          ...exampleConfig.aiFoundation,
          gateway: {
            validation: { owner: 'governance' },
            listen: { port: 0, host: '127.0.0.1' },
          },
          providers: {
            openai: {
              baseUrl: provider.url,
              apiKey: 'demo-provider-credential',
              account: { id: 'acme', owner: 'user:default/gil' },
            },
          },
        },
      },
    });
    await bench.makeReadyForKeys(ADA);
    await bench.acknowledge(GIL);
  });

  afterEach(() => {
    mockBroken = false;
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    await bench.stop();
    await provider.stop();
  });

  const run = async (path: string, as = GIL, body?: object) => {
    const response = await bench.call(
      as,
      'post',
      `/gateway/validation/${path}`,
      body,
    );
    expect({ status: response.status, text: response.text }).toMatchObject({
      status: 201,
    });
    return response.body as ValidationRunDetail;
  };

  const stateOf = async (kind: string): Promise<ValidationState> => {
    const { body } = await bench.call(GIL, 'get', '/gateway/validation');
    return body.items.find((item: ValidationState) => item.kind === kind);
  };

  const failedOf = ({ checks }: ValidationRunDetail): ValidationCheck[] =>
    checks.filter(({ result }) => result === 'failed');

  /** Of the group that runs the gateway, which is no team. */
  const validationKey = async (): Promise<{ id: string; secret: string }> => {
    const { body } = await bench.call(GIL, 'post', '/keys', {
      owner: GOVERNANCE,
      purpose: 'coding',
      models: [SWIFT],
      tier: 'internal',
      kind: 'validation',
    });
    return { id: body.key.id, secret: body.secret };
  };

  describe('probes', () => {
    it('find every way in closed, at every route of every dialect, and reach no provider', async () => {
      const seenBefore = provider.requests.length;
      const probes = await run(PATHS.probes);
      expect(failedOf(probes)).toEqual([]);
      expect(probes.result).toBe('passed');
      expect(probes.targets).toHaveLength(2);
      const tried = new Set(
        probes.checks.map(({ check, subject }) => `${check} ${subject}`),
      );
      for (const dialect of new DialectRegistry().all) {
        for (const { method, path } of routesToProbe(dialect)) {
          for (const check of [
            'no-key',
            'malformed-key',
            'unknown-key',
            'revoked-key',
            'expired-key',
            'key-in-query',
          ]) {
            expect(tried).toContain(`${check} ${method} ${path}`);
            expect(tried).toContain(`${check} ${method} ${path}, own port`);
          }
        }
      }
      const checks = new Set(probes.checks.map(({ check }) => check));
      for (const check of [
        'other-method',
        'unknown-path',
        'disguised-path',
        'websocket',
        'unapproved-model',
        'restricted-tier',
        'no-provider-reached',
        'refusals-logged',
      ]) {
        expect(checks).toContain(check);
      }
      expect(provider.requests.length).toBe(seenBefore);
      expect(await stateOf('probes')).toMatchObject({
        state: 'fresh',
        counts: true,
      });
    });

    it('turn red, with words, a message and an inbox item, where a revoked key passes', async () => {
      mockBroken = true;
      const probes = await run(PATHS.probes);
      expect(probes.result).toBe('failed');
      expect([...new Set(failedOf(probes).map(({ check }) => check))]).toEqual(
        expect.arrayContaining(['revoked-key']),
      );
      expect(probes.summary).toMatch(/key.*expected 401 key_revoked, got/);
      expect(await stateOf('probes')).toMatchObject({
        state: 'failed',
        counts: false,
      });
      await bench.runJob('outbox.deliver');
      expect(bench.notifications.map(({ payload }) => payload.title)).toContain(
        'The gateway let something pass that it must refuse',
      );
      const { body } = await bench.call(GIL, 'get', '/inbox');
      expect(body.items.map(({ kind }: { kind: string }) => kind)).toContain(
        'gateway-check-failed',
      );
      // Even so, no key of the gateway's own checks ever went on.
      expect(failedOf(probes).map(({ check }) => check)).not.toContain(
        'no-provider-reached',
      );
    });

    it('run by the schedule, and turn green again', async () => {
      await bench.runJob('gateway.validate.probes');
      const state = await stateOf('probes');
      expect(state).toMatchObject({ state: 'fresh' });
      expect(state.latest).not.toHaveProperty('startedBy');
    });

    it('leave no secret, and no key that a person can see or change', async () => {
      const rows = await bench.knex('keys').where('issuance', 'probe');
      expect(rows.length).toBeGreaterThan(2);
      const { body } = await bench.call(GIL, 'get', '/keys');
      const listed = body.items.map(({ id }: { id: string }) => id);
      for (const { id } of rows) {
        expect(listed).not.toContain(id);
        const { status } = await bench.call(GIL, 'delete', `/keys/${id}`);
        expect(status).toBe(404);
      }
    });

    it('stop counting where their record was changed', async () => {
      const { latest } = await stateOf('probes');
      const changed = bench.knex('validation_runs').where('id', latest!.id);
      await changed.clone().update({ summary: 'All is well.' });
      expect(await stateOf('probes')).toMatchObject({
        state: 'failed',
        counts: false,
        latest: { isIntact: false },
      });
      await changed.clone().update({ summary: latest!.summary });
      expect(await stateOf('probes')).toMatchObject({ state: 'fresh' });
    });

    it('are stale after a day', async () => {
      bench.travel(25 * 60 * 60_000);
      expect(await stateOf('probes')).toMatchObject({
        state: 'stale',
        counts: false,
      });
    });
  });

  describe('a revocation drill', () => {
    it('measures how soon a revoked, a suspended and a resumed key is known everywhere', async () => {
      const drill = await run(PATHS.drill);
      expect(failedOf(drill)).toEqual([]);
      const { revocation } = drill;
      expect(revocation).toMatchObject({ instances: 1, instancesSeen: 1 });
      for (const time of [
        revocation?.revokedMs,
        revocation?.suspendedMs,
        revocation?.resumedMs,
      ]) {
        expect(time).toBeLessThanOrEqual(2_000);
      }
    });

    it('fails where a gateway that lives was not seen refusing', async () => {
      const nowMs = Date.now() + 60_000;
      await bench.knex('gateway_instances').insert({
        id: 'elsewhere',
        started_at_ms: nowMs,
        heartbeat_at_ms: nowMs,
      });
      const drill = await run(PATHS.drill);
      await bench.knex('gateway_instances').where('id', 'elsewhere').delete();
      expect(failedOf(drill)).toMatchObject([
        { check: 'every-replica', got: '1 of 2' },
      ]);
    });
  });

  it('measures how soon the query API tells of a request', async () => {
    const freshness = await run(PATHS.freshness);
    expect(failedOf(freshness)).toEqual([]);
    expect(freshness.visibleAfterMs).toBeLessThan(5_000);
  });

  describe('a check of the providers', () => {
    it('is a live call that tells the credential by a fingerprint, and a stand-in as one', async () => {
      const checked = await run(PATHS.providers);
      expect(failedOf(checked)).toEqual([]);
      expect(checked).toMatchObject({
        isDemo: true,
        providers: [
          {
            provider: 'openai',
            isEncrypted: false,
            httpStatus: 200,
            providerRequestId: expect.stringMatching(/^req_/),
            accountOwner: 'user:default/gil',
            standIn: expect.stringMatching(/own machine/),
          },
        ],
      });
      expect(checked.providers?.[0].credentialFingerprint).toHaveLength(4);
      expect(JSON.stringify(checked)).not.toContain('demo-provider-credential');
      // Outside of demo mode a stand-in proves nothing.
      expect(await stateOf('providers')).toMatchObject({
        state: 'fresh',
        counts: false,
      });
    });
  });

  describe('POST /gateway/validation/end-to-end', () => {
    it('follows one request from the client to the provider, the ledger and the costs', async () => {
      const key = await validationKey();
      const endToEnd = await run('end-to-end', GIL, { secret: key.secret });
      expect(failedOf(endToEnd)).toEqual([]);
      expect(endToEnd).toMatchObject({
        startedBy: GIL,
        isDemo: true,
        endToEnd: {
          keyId: key.id,
          modelRef: SWIFT,
          provider: 'openai',
          httpStatus: 200,
          providerRequestId: expect.stringMatching(/^req_/),
          costHour: expect.any(String),
        },
      });
      const { endToEnd: record } = endToEnd;
      expect(BigInt(record?.costPicoUsd ?? '0')).toBeGreaterThan(0n);
      const row = await bench
        .knex('requests')
        .where('id', record?.requestId)
        .first();
      expect(row).toMatchObject({
        client_request_id: endToEnd.id,
        key_id: key.id,
        provider_request_id: record?.providerRequestId,
      });
    });

    it('keeps the secret nowhere', async () => {
      const { secret } = await validationKey();
      await run('end-to-end', GIL, { secret });
      const body = secret.split('_')[2];
      for (const table of [
        'validation_runs',
        'validation_checks',
        'audit_entries',
        'requests',
        'outbox_messages',
        'keys',
      ]) {
        const rows = await bench.knex(table);
        expect(JSON.stringify(rows)).not.toContain(body);
      }
    });

    it('takes validation keys only', async () => {
      const { body } = await bench.call(ADA, 'post', '/keys', {
        owner: ROCKETS,
        purpose: 'coding',
        models: [SWIFT],
        tier: 'internal',
      });
      for (const secret of [body.secret, 'aif_nothing']) {
        const response = await bench.call(
          GIL,
          'post',
          '/gateway/validation/end-to-end',
          { secret },
        );
        expect(response.status).toBe(400);
        expect(response.text).toContain('no key of the kind validation');
        expect(response.text).not.toContain(secret);
      }
    });

    it('fails where the provider does', async () => {
      const { secret } = await validationKey();
      await bench.decide(SWIFT, 'suspended');
      const endToEnd = await run('end-to-end', GIL, { secret });
      await bench.decide(SWIFT);
      expect(failedOf(endToEnd)[0]).toMatchObject({
        check: 'answered',
        got: '403 model_not_approved',
      });
      expect(await stateOf('end-to-end')).toMatchObject({ state: 'failed' });
    });
  });

  it('is read and started by those only who may', async () => {
    for (const [as, status] of [
      [ADA, 403],
      [NEWT, 403],
    ] as const) {
      const response = await bench.call(
        as,
        'post',
        '/gateway/validation/probes',
      );
      expect(response.status).toBe(status);
    }
    expect((await bench.call(ADA, 'get', '/gateway/validation')).status).toBe(
      403,
    );
    expect((await bench.call(BEN, 'get', '/gateway/validation')).status).toBe(
      200,
    );
  });

  it('does not run twice at the same time', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() =>
        bench.call(GIL, 'post', '/gateway/validation/log-freshness'),
      ),
    );
    expect([one.status, other.status].sort()).toEqual([201, 409]);
  });
});
