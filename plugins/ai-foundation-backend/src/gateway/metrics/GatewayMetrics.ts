import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { LedgerSubject, Settlement } from '../ledger/types';
import { ConcurrencyState } from '../limits/ConcurrencyGate';
import { UpstreamState } from '../upstream/UpstreamLink';
import { AttributeCache, GenAiAttributes } from './genAiAttributes';
import {
  BATCH_BUCKETS,
  DURATION_BUCKETS_S,
  FIRST_CHUNK_BUCKETS_S,
  HOLD_BUCKETS_S,
  OVERHEAD_BUCKETS_S,
  TOKEN_BUCKETS,
} from './buckets';

/** What the process tells when it is asked. */
export interface GatewayGauges {
  concurrency(): ConcurrencyState;
  upstreams(): UpstreamState[];
}

const CIRCUIT_NUMBERS = { closed: 0, 'half-open': 1, open: 2 } as const;

/**
 * What the gateway measures, with OpenTelemetry's names for generative AI where
 * there is one. Nothing is computed per request but what is recorded.
 */
export class GatewayMetrics {
  readonly #attributes = new AttributeCache();
  readonly #tokens: MetricsServiceHistogram;
  readonly #duration: MetricsServiceHistogram;
  readonly #firstChunk: MetricsServiceHistogram;
  readonly #overhead: MetricsServiceHistogram;
  readonly #batch: MetricsServiceHistogram;
  readonly #hold: MetricsServiceHistogram;
  readonly #refusals: MetricsServiceCounter;

  constructor(private readonly metrics: MetricsService) {
    const histogram = (
      name: string,
      unit: string,
      description: string,
      explicitBucketBoundaries: number[],
    ) =>
      metrics.createHistogram(name, {
        unit,
        description,
        advice: { explicitBucketBoundaries },
      });
    this.#tokens = histogram(
      'gen_ai.client.token.usage',
      '{token}',
      'Tokens that a request used, by type',
      TOKEN_BUCKETS,
    );
    this.#duration = histogram(
      'gen_ai.client.operation.duration',
      's',
      'From the arrival of a request to the end of its answer',
      DURATION_BUCKETS_S,
    );
    this.#firstChunk = histogram(
      'gen_ai.client.operation.time_to_first_chunk',
      's',
      'From the arrival of a streamed request to the first of its answer',
      FIRST_CHUNK_BUCKETS_S,
    );
    this.#overhead = histogram(
      'ai_foundation.gateway.overhead',
      's',
      'From the arrival of a request until it goes on to its provider, with its durable row',
      OVERHEAD_BUCKETS_S,
    );
    this.#batch = histogram(
      'ai_foundation.gateway.admission.batch_size',
      '{item}',
      'Admissions, refusals and settlements that shared one transaction',
      BATCH_BUCKETS,
    );
    this.#hold = histogram(
      'ai_foundation.gateway.hold.age',
      's',
      'How long money was held for a request',
      HOLD_BUCKETS_S,
    );
    this.#refusals = metrics.createCounter('ai_foundation.gateway.refusals', {
      unit: '{request}',
      description: 'Requests that the gateway itself refused, by code',
    });
  }

  /** Tells gauges whenever somebody collects them. */
  observe(gauges: GatewayGauges): void {
    this.metrics
      .createObservableGauge('ai_foundation.gateway.requests', {
        unit: '{request}',
        description: 'Requests in the process, by what they do',
      })
      .addCallback(result => {
        const { running, waiting } = gauges.concurrency();
        result.observe(running, { 'ai_foundation.state': 'running' });
        result.observe(waiting, { 'ai_foundation.state': 'waiting' });
      });
    this.metrics
      .createObservableGauge('ai_foundation.gateway.circuit', {
        unit: '1',
        description:
          'Circuit breaker of a provider: 0 closed, 1 half-open, 2 open',
      })
      .addCallback(result => {
        for (const { provider, circuit } of gauges.upstreams()) {
          result.observe(CIRCUIT_NUMBERS[circuit], {
            'gen_ai.provider.name': provider,
          });
        }
      });
  }

  batch(size: number): void {
    this.#batch.record(size);
  }

  /** @param code - of the gateway's own, never of a client's or provider's making. */
  refused(code: string): void {
    this.#refusals.add(1, { 'error.type': code });
  }

  overhead(subject: LedgerSubject, ms: number): void {
    this.#overhead.record(ms / 1_000, this.#attributes.of(subject));
  }

  /** @param heldMs - from the admission's commit to the settlement. */
  settled(
    subject: LedgerSubject,
    settlement: Settlement,
    heldMs: number,
  ): void {
    const attributes = this.#attributes.of(subject);
    const { usage, usageSource, durationMs, timeToFirstByteMs } = settlement;
    this.#duration.record(
      durationMs / 1_000,
      withError(attributes, settlement),
    );
    this.#hold.record(heldMs / 1_000);
    if (subject.stream && timeToFirstByteMs !== undefined) {
      this.#firstChunk.record(timeToFirstByteMs / 1_000, attributes);
    }
    if (usageSource !== 'none') {
      this.#tokens.record(usage.input, {
        ...attributes,
        'gen_ai.token.type': 'input',
      });
      this.#tokens.record(usage.output, {
        ...attributes,
        'gen_ai.token.type': 'output',
      });
    }
  }
}

function withError(
  attributes: GenAiAttributes,
  { outcome, errorCode }: Settlement,
): GenAiAttributes {
  return outcome === 'completed'
    ? attributes
    : { ...attributes, 'error.type': errorTypeOf(errorCode) ?? outcome };
}

/** A code inside a stream is a provider's own words, of which there may be any number. */
function errorTypeOf(code: string | undefined): string | undefined {
  return code !== undefined && /^provider_[a-z0-9_]{1,40}$/.test(code)
    ? code
    : undefined;
}
