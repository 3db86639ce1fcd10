import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ask } from './ask';
import { ProbeKeys } from './ProbeKeys';
import { Targets } from './Targets';
import { ValidationOutcome } from './types';
import { untilTrue } from './wait';

/** How old the log may be. */
const LIMIT_MS = 5_000;
/** How long a key may take to be known. */
const PROPAGATION_MS = 2_000;

/** Asks the query API for a request, as whoever reads the log does. */
export type RequestLog = (requestId: string) => Promise<boolean>;

/**
 * Has a request refused, and asks the query API until it tells of it: by the id that
 * the client was answered with, so that it is this very request.
 */
export class LogFreshness {
  readonly #dialects: readonly Dialect[];
  readonly #targets: Targets;
  readonly #keys: ProbeKeys;
  readonly #tells: RequestLog;

  constructor(options: {
    dialects: readonly Dialect[];
    targets: Targets;
    keys: ProbeKeys;
    tells: RequestLog;
  }) {
    this.#dialects = options.dialects;
    this.#targets = options.targets;
    this.#keys = options.keys;
    this.#tells = options.tells;
  }

  async run(runId: string): Promise<ValidationOutcome> {
    const target = await this.#targets.public();
    const key = await this.#keys.issue();
    await this.#keys.revoke(key.id);
    const [{ prefix, modelsPaths }] = this.#dialects;
    let requestId: string | undefined;
    let answeredAt = performance.now();
    await untilTrue(PROPAGATION_MS, async () => {
      const { code, headers } = await ask(target, {
        method: 'GET',
        path: prefix + modelsPaths[0],
        headers: {
          authorization: `Bearer ${key.secret}`,
          'x-client-request-id': runId,
        },
      });
      answeredAt = performance.now();
      requestId = String(headers['x-ai-foundation-request-id'] ?? '');
      return code === 'key_revoked';
    });
    const isTold =
      requestId !== undefined &&
      (await untilTrue(LIMIT_MS, () => this.#tells(requestId!)));
    const visibleAfterMs = Math.round(performance.now() - answeredAt);
    return {
      checks: [
        {
          check: 'log-tells',
          subject: 'GET /requests/{id} tells of a request that was made now',
          expected: `within ${LIMIT_MS} ms of its answer`,
          got: isTold
            ? `after ${visibleAfterMs} ms`
            : `not within ${LIMIT_MS} ms`,
          result: isTold ? 'passed' : 'failed',
          latencyMs: visibleAfterMs,
        },
      ],
      record: isTold ? { visibleAfterMs } : {},
      summary: `A request could be read in the log ${visibleAfterMs} ms after its answer.`,
      isDemo: false,
      targets: [target.url],
    };
  }
}
