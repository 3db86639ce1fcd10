import { ControlVerdict } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  priceInForce,
  PriceVersion,
} from '../../governance/models/governedFields';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
  PresentedKey,
} from '../policy/PolicySnapshot';
import { Control, Refusal } from './Control';
import {
  aupControl,
  keyControl,
  ownerControl,
  probeControl,
} from './keyControls';
import { inspectionControls } from './inspectionControl';
import {
  approvalControl,
  findModel,
  modelControl,
  priceControl,
  scopeControl,
} from './modelControls';
import { PolicyRequest } from './PolicyRequest';
import { effectiveTier, tierControl } from './tierControl';

/** Every control's verdict, and what follows from them. */
export interface Decision {
  verdicts: ControlVerdict[];
  /** The first control that refused; `undefined` where all passed. */
  refusal: Refusal | undefined;
  model: PolicyModel | undefined;
  /** The price in force. */
  price: PriceVersion | undefined;
  /** The tier that the request runs under. */
  tier: string;
}

/**
 * Decides about a request: a pure function, so that enforcement, shadow mode
 * and simulation cannot disagree. Every control is evaluated, also after one
 * has refused, so that a refusal explains itself whole.
 */
export function decide(
  request: PolicyRequest,
  key: PolicyKey & Partial<PresentedKey>,
  policy: PolicySnapshot,
  nowMs: number,
): Decision {
  const model = findModel(request, policy);
  const tier = effectiveTier(request, key, policy);
  const price = model && priceInForce(model.prices, nowMs);
  const results: Control[] = [
    keyControl(key, nowMs),
    // A key of the gateway's own checks answers for nobody, and never goes through.
    ...(key.isProbe
      ? []
      : [ownerControl(key, policy), aupControl(key, policy, nowMs)]),
    modelControl(request, model),
    approvalControl(model),
    scopeControl(key, model),
    tierControl(tier, model, { key, policy, nowMs }),
    priceControl(request, model, price),
    // Before the inspection, which leaves alone what is refused anyway.
    ...(key.isProbe ? [probeControl(key)] : []),
    ...inspectionControls(request, model, { key, policy, tier: tier.name }),
  ];
  return {
    verdicts: results.map(({ verdict }) => verdict),
    refusal: results.find(({ refusal }) => refusal)?.refusal,
    model,
    price,
    tier: tier.name,
  };
}
