import { ValidationCheck } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Clock } from '../../kernel/Clock';
import { Answer, ask, Target } from './ask';
import { checkAnswer } from './expectation';
import { inParallel } from './inParallel';
import { LedgerEvidence } from './LedgerEvidence';
import { ProbeKeys, ProbeSecrets } from './ProbeKeys';
import { ProbeModels } from './ProbeModels';
import { Probe, probesOf } from './probesOf';
import { ruleProbesOf } from './ruleProbesOf';
import { Targets } from './Targets';
import { ValidationOutcome } from './types';
import { untilTrue, wait } from './wait';

/** Few, so that clients do not notice. */
const AT_A_TIME = 8;
/** How long every replica may take to learn of new keys. */
const PROPAGATION_MS = 2_000;

/**
 * Tries every way into the gateway that must be closed, as somebody outside would:
 * over its public URL, at every route and method that it has. What was answered
 * is not believed alone: the ledger must know of each try with a known key, and
 * of none that went on to a provider.
 */
export class Probes {
  readonly #dialects: readonly Dialect[];
  readonly #targets: Targets;
  readonly #keys: ProbeKeys;
  readonly #models: ProbeModels;
  readonly #evidence: LedgerEvidence;
  readonly #clock: Clock;

  constructor(options: {
    dialects: readonly Dialect[];
    targets: Targets;
    keys: ProbeKeys;
    models: ProbeModels;
    evidence: LedgerEvidence;
    clock: Clock;
  }) {
    this.#dialects = options.dialects;
    this.#targets = options.targets;
    this.#keys = options.keys;
    this.#models = options.models;
    this.#evidence = options.evidence;
    this.#clock = options.clock;
  }

  async run(runId: string): Promise<ValidationOutcome> {
    const sinceMs = this.#clock();
    const [targets, catalog] = await Promise.all([
      this.#targets.all(),
      this.#models.choose(),
    ]);
    const secrets = await this.#keys.renew(catalog.scope);
    await this.#untilKnown(targets, secrets);

    const rules = this.#dialects.map(dialect =>
      ruleProbesOf(dialect, secrets.active, catalog),
    );
    const probes = [
      ...this.#dialects.flatMap(dialect => probesOf(dialect, secrets)),
      ...rules.flatMap(rule => rule.probes),
    ];
    const tries = targets.flatMap(target =>
      probes.map(probe => ({ target, probe })),
    );
    const answers = await inParallel(tries, AT_A_TIME, ({ target, probe }) =>
      ask(target, markedBy(runId, probe)),
    );
    const checks = tries.map(({ target, probe }, index) =>
      checkTry(target, probe, answers[index]),
    );
    const reached = tries.filter(
      ({ probe }, index) =>
        probe.isIdentified && checks[index].result === 'passed',
    );
    return {
      checks: [
        ...checks,
        ...rules.flatMap(({ skipped }) => skipped),
        ...(await this.#ledgerChecks(runId, sinceMs, reached.length)),
      ],
      record: {},
      summary: `${checks.length} ways in are closed, in ${
        this.#dialects.length
      } dialects.`,
      isDemo: false,
      targets: targets.map(({ url }) => url),
    };
  }

  /** A replica that has not yet read the new secrets would call the keys unknown. */
  async #untilKnown(
    targets: readonly Target[],
    secrets: ProbeSecrets,
  ): Promise<void> {
    const [{ prefix, modelsPaths }] = this.#dialects;
    await inParallel(targets, AT_A_TIME, target =>
      untilTrue(PROPAGATION_MS, async () => {
        const { code } = await ask(target, {
          method: 'GET',
          path: prefix + modelsPaths[0],
          headers: { authorization: `Bearer ${secrets.revoked}` },
        });
        return code === 'key_revoked';
      }),
    );
    const replicas = await this.#evidence.liveInstances(this.#clock());
    if (replicas.length > 1) {
      await wait(PROPAGATION_MS);
    }
  }

  async #ledgerChecks(
    runId: string,
    sinceMs: number,
    identified: number,
  ): Promise<ValidationCheck[]> {
    const rows = await this.#evidence.rowsOf(runId, sinceMs);
    const passed = rows.filter(({ outcome }) => outcome !== 'refused');
    return [
      {
        check: 'no-provider-reached',
        subject: 'the ledger',
        expected: 'no request of the probes went on',
        got:
          passed.length === 0
            ? 'no request of the probes went on'
            : `${passed.length} went on to a provider`,
        result: passed.length === 0 ? 'passed' : 'failed',
      },
      {
        check: 'refusals-logged',
        subject: 'the ledger',
        expected: `${identified} refusals`,
        got: `${rows.length - passed.length} refusals`,
        result: rows.length - passed.length >= identified ? 'passed' : 'failed',
      },
    ];
  }
}

function markedBy(runId: string, { asked }: Probe): Probe['asked'] {
  return {
    ...asked,
    headers: { ...asked.headers, 'x-client-request-id': runId },
  };
}

function checkTry(
  target: Target,
  probe: Probe,
  answer: Answer,
): ValidationCheck {
  const check = checkAnswer(probe, answer);
  return {
    ...check,
    subject: target.isOwnListener
      ? `${check.subject}, own port`
      : check.subject,
  };
}
