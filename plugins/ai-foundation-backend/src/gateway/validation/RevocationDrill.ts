import {
  RevocationRecord,
  ValidationCheck,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Clock } from '../../kernel/Clock';
import { Answer, ask, Target } from './ask';
import { LedgerEvidence } from './LedgerEvidence';
import { ProbeKeys } from './ProbeKeys';
import { Targets } from './Targets';
import { ValidationOutcome } from './types';
import { untilTrue, wait } from './wait';

/** What the gateway promises. */
const LIMIT_MS = 2_000;
/** How long it is asked at most, so that it is seen by how much it is late. */
const PATIENCE_MS = 10_000;
/** How long replicas may take to be seen refusing. */
const SEEN_WITHIN_MS = 3_000;
/** So many answers in a row, each on a connection of its own, say that it is done. */
const IN_A_ROW = 10;
const INTERVAL_MS = 20;

/**
 * Issues a key, sees it work, suspends, resumes and revokes it, and asks after each
 * at every address until the gateway answers accordingly, many times in a row. After the
 * revocation it goes on until every gateway that lives was seen refusing, in the
 * ledger, which names the one that answered.
 */
export class RevocationDrill {
  readonly #dialects: readonly Dialect[];
  readonly #targets: Targets;
  readonly #keys: ProbeKeys;
  readonly #evidence: LedgerEvidence;
  readonly #clock: Clock;

  constructor(options: {
    dialects: readonly Dialect[];
    targets: Targets;
    keys: ProbeKeys;
    evidence: LedgerEvidence;
    clock: Clock;
  }) {
    this.#dialects = options.dialects;
    this.#targets = options.targets;
    this.#keys = options.keys;
    this.#evidence = options.evidence;
    this.#clock = options.clock;
  }

  async run(runId: string): Promise<ValidationOutcome> {
    const targets = await this.#targets.all();
    const key = await this.#keys.issue();
    const measure = (
      change: () => Promise<void>,
      isSo: (answer: Answer) => boolean,
    ) => this.#measure({ runId, targets, secret: key.secret, change, isSo });
    try {
      const works = ({ status }: Answer) => status === 200;
      const issuedMs = await measure(async () => {}, works);
      const suspendedMs = await measure(
        () => this.#keys.suspend(key.id),
        ({ code }) => code === 'key_suspended',
      );
      const resumedMs = await measure(() => this.#keys.resume(key.id), works);
      const sinceMs = this.#clock();
      const revokedMs = await measure(
        () => this.#keys.revoke(key.id),
        ({ code }) => code === 'key_revoked',
      );
      const seen = await this.#refusingInstances(
        { runId, targets, secret: key.secret },
        key.id,
        sinceMs,
      );
      return outcomeOf({
        targets,
        issuedMs,
        record: { keyId: key.id, suspendedMs, resumedMs, revokedMs, ...seen },
      });
    } catch (error) {
      await this.#keys.revoke(key.id);
      throw error;
    }
  }

  /**
   * @returns milliseconds from the change's commit to the last answer that did not
   *   know of it yet, at the slowest address; `undefined` where it did not come.
   */
  async #measure(options: {
    runId: string;
    targets: readonly Target[];
    secret: string;
    change: () => Promise<void>;
    isSo: (answer: Answer) => boolean;
  }): Promise<number | undefined> {
    await options.change();
    const committedAt = performance.now();
    const spent = () => performance.now() - committedAt;
    const times = await Promise.all(
      options.targets.map(async target => {
        let lastOtherMs = 0;
        let inARow = 0;
        while (inARow < IN_A_ROW && spent() < PATIENCE_MS) {
          if (options.isSo(await this.#ask(target, options))) {
            inARow += 1;
          } else {
            inARow = 0;
            lastOtherMs = spent();
          }
          await wait(INTERVAL_MS);
        }
        return inARow < IN_A_ROW ? undefined : lastOtherMs;
      }),
    );
    return times.includes(undefined)
      ? undefined
      : Math.round(Math.max(...times.map(time => time ?? 0)));
  }

  #ask(
    target: Target,
    { runId, secret }: { runId: string; secret: string },
  ): Promise<Answer> {
    const [{ prefix, modelsPaths }] = this.#dialects;
    return ask(target, {
      method: 'GET',
      path: prefix + modelsPaths[0],
      headers: {
        authorization: `Bearer ${secret}`,
        'x-client-request-id': runId,
      },
    });
  }

  async #refusingInstances(
    asking: { runId: string; targets: readonly Target[]; secret: string },
    keyId: string,
    sinceMs: number,
  ): Promise<Pick<RevocationRecord, 'instances' | 'instancesSeen'>> {
    let live: string[] = [];
    let seen: string[] = [];
    await untilTrue(SEEN_WITHIN_MS, async () => {
      await Promise.all(
        asking.targets.map(target => this.#ask(target, asking)),
      );
      const rows = await this.#evidence.rowsOfKey(keyId, sinceMs);
      const refusing = new Set(
        rows
          .filter(({ errorCode }) => errorCode === 'key_revoked')
          .map(({ instanceId }) => instanceId),
      );
      live = await this.#evidence.liveInstances(this.#clock());
      seen = live.filter(id => refusing.has(id));
      return seen.length === live.length;
    });
    return { instances: live.length, instancesSeen: seen.length };
  }
}

function outcomeOf(options: {
  targets: readonly Target[];
  issuedMs: number | undefined;
  record: RevocationRecord;
}): ValidationOutcome {
  const { issuedMs, record, targets } = options;
  const { instances, instancesSeen } = record;
  return {
    checks: [
      timed('issued', 'a new key works', issuedMs),
      timed('suspended', 'a suspended key is refused', record.suspendedMs),
      timed('resumed', 'a resumed key works again', record.resumedMs),
      timed('revoked', 'a revoked key is refused', record.revokedMs),
      {
        check: 'every-replica',
        subject: 'every gateway that lives refuses the key',
        expected: `${instances} of ${instances}`,
        got: `${instancesSeen} of ${instances}`,
        result:
          instances > 0 && instancesSeen === instances ? 'passed' : 'failed',
        reason:
          instancesSeen === instances
            ? undefined
            : 'A gateway was not seen answering at these addresses. Where a load balancer keeps it away from them, run the drill again or look at its health.',
      },
    ],
    record: { revocation: record },
    summary: `A revoked key stopped everywhere after ${record.revokedMs} ms, a suspended one after ${record.suspendedMs} ms.`,
    isDemo: false,
    targets: targets.map(({ url }) => url),
  };
}

function timed(
  check: string,
  subject: string,
  milliseconds: number | undefined,
): ValidationCheck {
  const isInTime = milliseconds !== undefined && milliseconds <= LIMIT_MS;
  return {
    check,
    subject,
    expected: `within ${LIMIT_MS} ms`,
    got:
      milliseconds === undefined
        ? `not within ${PATIENCE_MS} ms`
        : `after ${milliseconds} ms`,
    result: isInTime ? 'passed' : 'failed',
    latencyMs: milliseconds,
  };
}
