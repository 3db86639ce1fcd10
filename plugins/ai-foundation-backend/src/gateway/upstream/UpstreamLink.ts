import {
  BrokenCircuitError,
  CircuitBreakerPolicy,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { Dispatcher, Pool } from 'undici';
import { Upstream } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { GatewayConfig, ProviderConfig } from '../../kernel/AiFoundationConfig';

/** Sockets to one provider at most; what is above waits for one. */
const MAX_CONNECTIONS = 512;
/** How soon to come again while somebody else tries whether the provider is back. */
const TRIAL_WAIT_MS = 1_000;

/** How a provider was met lately. */
export interface UpstreamState {
  provider: string;
  /**
   * `open` while it counts as down and is left alone, `half-open` while one
   * request tries whether it is back.
   */
  circuit: 'closed' | 'open' | 'half-open';
  /** When it is tried again, where the circuit is open. */
  retryAtMs: number | undefined;
  /** A status or an error's code, of the last time that it failed. */
  lastFailure: { atMs: number; reason: string } | undefined;
}

const CIRCUIT_WORDS = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
} as const;

/**
 * The way to one provider: its connections, what was learnt of it, and the
 * circuit breaker that leaves it alone while it is down.
 */
export class UpstreamLink {
  readonly provider: ProviderConfig;
  readonly #pool: Pool;
  readonly #breaker: CircuitBreakerPolicy;
  /** As the dialect speaks to it; replaced when something is learnt. */
  #upstream: Upstream;
  #openedAtMs = 0;
  #lastFailure: UpstreamState['lastFailure'];

  constructor(provider: ProviderConfig, config: GatewayConfig) {
    this.provider = provider;
    this.#upstream = provider;
    this.#pool = new Pool(provider.baseUrl.origin, {
      connections: MAX_CONNECTIONS,
      connect: { timeout: config.connectTimeoutMs },
      headersTimeout: config.firstByteTimeoutMs,
      bodyTimeout: config.idleTimeoutMs,
    });
    this.#breaker = circuitBreaker(
      handleWhen(error => this.#isFault(error)).orWhenResult(isFaultyAnswer),
      {
        halfOpenAfter: provider.circuit.openMs,
        breaker: new ConsecutiveBreaker(provider.circuit.failures),
      },
    );
    this.#breaker.onBreak(() => {
      this.#openedAtMs = Date.now();
    });
  }

  get upstream(): Upstream {
    return this.#upstream;
  }

  /** How long it is left alone yet; `undefined` where it can be asked now. */
  get closedForMs(): number | undefined {
    switch (this.#breaker.state) {
      case CircuitState.Closed:
        return undefined;
      case CircuitState.HalfOpen:
        return TRIAL_WAIT_MS;
      default: {
        const leftMs = this.#retryAtMs - Date.now();
        return leftMs > 0 ? leftMs : undefined;
      }
    }
  }

  get state(): UpstreamState {
    const circuit = CIRCUIT_WORDS[this.#breaker.state];
    return {
      provider: this.provider.id,
      circuit,
      retryAtMs: circuit === 'open' ? this.#retryAtMs : undefined,
      lastFailure: this.#lastFailure,
    };
  }

  /** Remembers that it does not tell the usage of streams. */
  forgoStreamUsage(): void {
    this.#upstream = { ...this.provider, streamUsage: false };
  }

  /**
   * Sends a request; answers once the headers of the answer are there.
   *
   * @throws BrokenCircuitError where the provider counts as down by now.
   */
  async request(
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData> {
    if (this.#breaker.state === CircuitState.HalfOpen) {
      // The library would let it wait for the end of the trial, however long.
      throw new BrokenCircuitError();
    }
    return this.#breaker.execute(async () => {
      try {
        const answer = await this.#pool.request(options);
        if (isFaultyAnswer(answer)) {
          this.#noteFailure(`status ${answer.statusCode}`);
        }
        return answer;
      } catch (error) {
        if (this.#isFault(error)) {
          this.#noteFailure(codeOf(error));
        }
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  get #retryAtMs(): number {
    return this.#openedAtMs + this.provider.circuit.openMs;
  }

  /** A trial that was given up has not shown that the provider is back. */
  #isFault(error: unknown): boolean {
    return !isAbort(error) || this.#breaker.state === CircuitState.HalfOpen;
  }

  #noteFailure(reason: string): void {
    this.#lastFailure = { atMs: Date.now(), reason };
  }
}

/** It answers, but not for a reason that lies in the request. */
function isFaultyAnswer(answer: unknown): boolean {
  return (answer as Dispatcher.ResponseData).statusCode >= 500;
}

/** The client has gone, or the time of the whole request is over. */
function isAbort(error: unknown): boolean {
  return (error as Error).name === 'AbortError';
}

/** Never its message, which may carry an address. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown').slice(0, 64);
}
