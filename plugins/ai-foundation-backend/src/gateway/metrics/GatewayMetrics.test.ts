import {
  AggregationTemporality,
  DataPoint,
  Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { NO_USAGE } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Ledger, LedgerSubject, Settlement } from '../ledger/types';
import { GatewayMetrics } from './GatewayMetrics';
import { meteredLedger } from './meteredLedger';

const SUBJECT = {
  requestId: 'r1',
  attempt: 1,
  keyId: 'key-secretish',
  teamRef: 'group:default/web',
  operation: 'chat.completions',
  provider: 'openai',
  modelRef: 'aimodel:default/gpt-4o',
  requestedModel: 'whatever a client wrote',
  stream: true,
} as LedgerSubject;

const SETTLEMENT = {
  requestId: 'r1',
  outcome: 'completed',
  usage: { ...NO_USAGE, input: 100, output: 20 },
  usageSource: 'provider',
  durationMs: 2_000,
  timeToFirstByteMs: 250,
} as Settlement;

const CHAT = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-4o',
};

const ledger: Ledger = {
  admit: async () => ({ admitted: true, rateTokens: undefined }),
  refuse: async () => {},
  settle: async () => {},
};

describe('the metrics of the gateway', () => {
  let exporter: InMemoryMetricExporter;
  let provider: MeterProvider;
  let metrics: GatewayMetrics;
  let metered: Ledger;

  beforeEach(() => {
    exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    provider = new MeterProvider({
      readers: [
        new PeriodicExportingMetricReader({
          exporter,
          exportIntervalMillis: 60_000,
        }),
      ],
    });
    // Backstage's service is a meter by another name.
    metrics = new GatewayMetrics(
      provider.getMeter('test') as unknown as MetricsService,
    );
    metered = meteredLedger(ledger, metrics);
  });

  afterEach(() => provider.shutdown());

  async function collected(): Promise<Record<string, MetricData>> {
    await provider.forceFlush();
    const [{ scopeMetrics }] = exporter.getMetrics();
    return Object.fromEntries(
      scopeMetrics.flatMap(({ metrics: all }) =>
        all.map(metric => [metric.descriptor.name, metric]),
      ),
    );
  }

  async function serve(settlement: Partial<Settlement> = {}) {
    await metered.admit({
      subject: SUBJECT,
      priceVersion: 'price-1',
      holdPicoUsd: 1n,
      holdExpiresAtMs: 1,
    });
    await metered.settle({ ...SETTLEMENT, ...settlement });
  }

  const points = (metric: MetricData) =>
    (metric.dataPoints as Array<DataPoint<Histogram>>).map(
      ({ attributes, value }) => ({ attributes, sum: value.sum }),
    );

  it('tells tokens, duration and first chunk by the names of OpenTelemetry', async () => {
    await serve();
    const all = await collected();
    const tokens = all['gen_ai.client.token.usage'];
    expect(tokens.descriptor.unit).toBe('{token}');
    expect(points(tokens)).toEqual([
      { attributes: { ...CHAT, 'gen_ai.token.type': 'input' }, sum: 100 },
      { attributes: { ...CHAT, 'gen_ai.token.type': 'output' }, sum: 20 },
    ]);
    const duration = all['gen_ai.client.operation.duration'];
    expect(duration.descriptor.unit).toBe('s');
    expect(points(duration)).toEqual([{ attributes: CHAT, sum: 2 }]);
    expect(points(all['gen_ai.client.operation.time_to_first_chunk'])).toEqual([
      { attributes: CHAT, sum: 0.25 },
    ]);
  });

  it('tells what was spent before the provider was asked', async () => {
    await metered.admit({
      subject: SUBJECT,
      priceVersion: 'price-1',
      holdPicoUsd: 1n,
      holdExpiresAtMs: 1,
    });
    await new Promise(resolve => setTimeout(resolve, 100));
    await metered.settle({ ...SETTLEMENT, durationMs: 103 });
    const all = await collected();
    const [overhead] = points(all['ai_foundation.gateway.overhead']);
    expect(overhead.attributes).toEqual(CHAT);
    expect(overhead.sum).toBeLessThanOrEqual(0.004);
    const [hold] = points(all['ai_foundation.gateway.hold.age']);
    expect(hold.sum).toBeGreaterThanOrEqual(0.099);
  });

  it.each([
    ['provider_status_429', 'provider_status_429'],
    ['words of a provider, of which there may be any', 'upstream_error'],
  ])('tells an error %j as %s', async (errorCode, type) => {
    await serve({ outcome: 'upstream_error', errorCode, usageSource: 'none' });
    const all = await collected();
    expect(points(all['gen_ai.client.operation.duration'])).toEqual([
      { attributes: { ...CHAT, 'error.type': type }, sum: 2 },
    ]);
    expect(all['gen_ai.client.token.usage']).toBeUndefined();
  });

  it('tells refusals, batches, queues and circuits', async () => {
    metrics.refused('ceiling_reached');
    metrics.refused('ceiling_reached');
    metrics.batch(13);
    metrics.observe({
      concurrency: () => ({
        running: 7,
        waiting: 3,
        maxRunning: 10,
        maxWaiting: 10,
      }),
      upstreams: () => [
        {
          provider: 'openai',
          circuit: 'open',
          retryAtMs: 1,
          lastFailure: undefined,
        },
      ],
    });
    const all = await collected();
    const values = (name: string) =>
      all[name].dataPoints.map(({ attributes, value }) => [attributes, value]);
    expect(values('ai_foundation.gateway.refusals')).toEqual([
      [{ 'error.type': 'ceiling_reached' }, 2],
    ]);
    expect(points(all['ai_foundation.gateway.admission.batch_size'])).toEqual([
      { attributes: {}, sum: 13 },
    ]);
    expect(values('ai_foundation.gateway.requests')).toEqual([
      [{ 'ai_foundation.state': 'running' }, 7],
      [{ 'ai_foundation.state': 'waiting' }, 3],
    ]);
    expect(values('ai_foundation.gateway.circuit')).toEqual([
      [{ 'gen_ai.provider.name': 'openai' }, 2],
    ]);
  });

  it('names no key, team or client in what it tells', async () => {
    await serve();
    metrics.refused('key_revoked');
    const told = JSON.stringify(
      Object.values(await collected()).map(({ dataPoints }) =>
        dataPoints.map(({ attributes }) => attributes),
      ),
    );
    expect(told).toContain('gpt-4o');
    expect(told).not.toMatch(/key-secretish|web|whatever/);
  });
});
