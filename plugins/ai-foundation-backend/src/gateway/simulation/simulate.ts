import {
  Dialect,
  GatewayError,
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { levelOf, stopOf } from '../../governance/ceilings/thresholds';
import { holdOf, inputBound, outputBound } from '../admit';
import { ceilingControl } from '../decision/ceilingControl';
import { enforce } from '../decision/ControlRefusal';
import { decide, Decision } from '../decision/decide';
import { PolicyRequest } from '../decision/PolicyRequest';
import { rateControl } from '../decision/rateControl';
import { reserve, Standing } from '../ledger/reserve';
import { AdmissionResult } from '../ledger/types';
import { rateUse } from '../limits/rateUse';
import { RateWindow } from '../limits/RateWindow';
import { PolicyKey, PolicySnapshot } from '../policy/PolicySnapshot';
import { routeOf } from '../routeOf';

/** A request that nobody sends. */
export interface SimulatedRequest {
  dialect: Dialect;
  operation: Operation;
  request: ModelRequest;
  declaredTier: string | undefined;
}

/** A ceiling, and what it would do to the request. */
export interface MetCeiling extends Standing {
  response: 'admits' | 'slows-down' | 'stops';
  /** Up to where it stops requests; `undefined` where it never does. */
  leftPicoUsd: bigint | undefined;
}

/** What the gateway would do. */
export interface Outcome {
  decision: Decision;
  verdicts: ControlVerdict[];
  /** Nothing where the request would go on to its provider. */
  refusal: GatewayError | undefined;
  hold:
    | { inputTokens: number; outputTokens: number; picoUsd: bigint }
    | undefined;
  ceilings: MetCeiling[];
  /** Refs of models that the decision would let the request go to. */
  alternatives: string[];
}

/** What a simulation is answered from. */
export interface SimulationContext {
  key: PolicyKey;
  policy: PolicySnapshot;
  providers: Parameters<typeof routeOf>[1];
  nowMs: number;
  /** The ceilings that apply to a hold. */
  standings(decision: Decision, holdPicoUsd: bigint): Promise<Standing[]>;
  /** What the key used in the last minute. */
  minute(): Promise<RateWindow>;
}

/**
 * Takes a request the way that real ones go, up to where it would be sent: by
 * the same functions, so that the two cannot disagree.
 */
export async function simulate(
  asked: SimulatedRequest,
  context: SimulationContext,
): Promise<Outcome> {
  const { key, policy, nowMs } = context;
  const question = questionOf(asked);
  const decision = decide(question, key, policy, nowMs);
  const outcome: Outcome = {
    decision,
    verdicts: decision.verdicts,
    refusal: undefined,
    hold: undefined,
    ceilings: [],
    alternatives: alternativesTo(question, decision, context),
  };
  const { model, price } = decision;
  if (model && price) {
    const { operation, request } = asked;
    const picoUsd = holdOf({ operation, request, model, price });
    outcome.hold = {
      inputTokens: inputBound(request, model),
      outputTokens: outputBound(request, model),
      picoUsd,
    };
    const standings = await context.standings(decision, picoUsd);
    outcome.ceilings = standings.map(one => metBy(one, picoUsd, nowMs));
    outcome.refusal = refusalOf(() => routeOf(decision, context.providers));
    if (!outcome.refusal) {
      const rate = rateUse(key.limits, {
        operation,
        request,
        model,
        attempt: 1,
      });
      const result = reserve(
        { ...askOf(picoUsd, nowMs), rate },
        standings.map(copyOf),
        rate && (await context.minute()),
      );
      const ceiling = ceilingControl(result, picoUsd);
      // As in an admission, the first that refuses is the last that is asked.
      const controls = ceiling.refusal
        ? [ceiling]
        : [ceiling, rateControl(result, rate)];
      outcome.verdicts = [
        ...decision.verdicts,
        ...controls.map(({ verdict }) => verdict),
      ];
      outcome.refusal = refusalOf(() => controls.forEach(enforce));
    }
  } else {
    outcome.refusal = refusalOf(() => routeOf(decision, context.providers));
  }
  return outcome;
}

function questionOf(asked: SimulatedRequest): PolicyRequest {
  return {
    model: asked.request.model,
    dialect: asked.dialect.id,
    modelType: asked.operation.modelType,
    declaredTier: asked.declaredTier,
    unpriced: asked.request.unpriced,
  };
}

function refusalOf(act: () => void): GatewayError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof GatewayError) {
      return error;
    }
    throw error;
  }
}

function metBy(
  standing: Standing,
  holdPicoUsd: bigint,
  nowMs: number,
): MetCeiling {
  const alone = reserve(askOf(holdPicoUsd, nowMs), [copyOf(standing)]);
  const stop = stopOf(standing.thresholds);
  return {
    ...standing,
    response: responseOf(alone),
    leftPicoUsd:
      stop &&
      levelOf(stop, standing.amountPicoUsd) -
        standing.committedPicoUsd -
        standing.heldPicoUsd,
  };
}

function responseOf(result: AdmissionResult): MetCeiling['response'] {
  if (!('threshold' in result)) {
    return 'admits';
  }
  return result.threshold.response === 'throttle' ? 'slows-down' : 'stops';
}

function askOf(holdPicoUsd: bigint, nowMs: number) {
  return { holdPicoUsd, subject: { arrivedAtMs: nowMs } };
}

/** A reservation changes what it reserves against. */
function copyOf(standing: Standing): Standing {
  return { ...standing, recentMs: [...standing.recentMs] };
}

/** Models of the same kind that policy would let it go to, where it refuses this one. */
function alternativesTo(
  question: PolicyRequest,
  decision: Decision,
  { key, policy, nowMs }: SimulationContext,
): string[] {
  if (!decision.refusal) {
    return [];
  }
  return [...policy.models.values()]
    .filter(
      ({ dialect, type }) =>
        dialect === question.dialect && type === question.modelType,
    )
    .filter(({ name, ref }) => {
      const other = decide(
        { ...question, model: name, unpriced: undefined },
        key,
        policy,
        nowMs,
      );
      return !other.refusal && other.model?.ref === ref;
    })
    .map(({ ref }) => ref);
}
