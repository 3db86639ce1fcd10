import { ValidationCheck } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { probeBody } from './bodies';
import { ProbeCatalog } from './ProbeModels';
import { Probe } from './probesOf';
import { readyBodyOf } from './readyBodyOf';

const NO_SUCH_MODEL = 'a-model-that-no-catalog-has';

/** What is tried at a dialect with a key that works, and what there was nothing to try with. */
export interface RuleProbes {
  probes: Probe[];
  skipped: ValidationCheck[];
}

/** Rules of a request that must hold for a key that is in order. */
export function ruleProbesOf(
  dialect: Dialect,
  key: string,
  catalog: ProbeCatalog,
): RuleProbes {
  const chat = dialect.operations.find(
    ({ billable, modelType }) => billable && modelType === 'chat',
  );
  if (!chat) {
    return { probes: [], skipped: [] };
  }
  const subjectOf = (model: string) =>
    dialect.prefix +
    chat.paths[0].replace(/\{\w+\}/g, () => encodeURIComponent(model));
  const probe = (
    check: string,
    model: string,
    expected: Probe['expected'][number],
    headers: Record<string, string> = {},
  ): Probe => ({
    check,
    subject: `POST ${subjectOf(model)}`,
    expected: [expected],
    asked: {
      method: 'POST',
      path: subjectOf(model),
      headers: { authorization: `Bearer ${key}`, ...headers },
      // As a client of it sends it, so that nothing else is wrong with it.
      body: readyBodyOf(dialect.id, model) ?? probeBody(model),
    },
    isIdentified: true,
  });
  const skip = (
    check: string,
    status: number,
    code: string,
    reason: string,
  ): ValidationCheck => ({
    check,
    subject: `POST ${subjectOf('{model}')}`,
    expected: `${status} ${code}`,
    got: 'not tried',
    result: 'skipped',
    reason,
  });

  const unapproved = catalog.unapproved(dialect);
  const approved = catalog.approved(dialect);
  const { closedTier } = catalog;
  const results = [
    probe('unknown-model', NO_SUCH_MODEL, {
      status: 404,
      code: 'model_not_found',
    }),
    unapproved === undefined
      ? skip(
          'unapproved-model',
          403,
          'model_not_approved',
          'The catalog has no chat model of this dialect that is not approved.',
        )
      : probe('unapproved-model', unapproved, {
          status: 403,
          code: 'model_not_approved',
        }),
    approved === undefined || closedTier === undefined
      ? skip(
          'restricted-tier',
          403,
          'tier_not_permitted',
          'The catalog has no approved external chat model of this dialect without an exemption, or no tier that is closed to one.',
        )
      : probe(
          'restricted-tier',
          approved,
          { status: 403, code: 'tier_not_permitted' },
          { 'x-ai-data-tier': closedTier },
        ),
    approved === undefined
      ? skip(
          'own-key',
          403,
          'probe_key',
          'The catalog has no approved external chat model of this dialect.',
        )
      : probe('own-key', approved, { status: 403, code: 'probe_key' }),
  ];
  return {
    probes: results.filter((result): result is Probe => 'asked' in result),
    skipped: results.filter(
      (result): result is ValidationCheck => 'result' in result,
    ),
  };
}
