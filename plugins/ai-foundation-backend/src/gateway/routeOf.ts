import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { PriceVersion } from '../governance/models/governedFields';
import { ProviderConfig } from '../kernel/AiFoundationConfig';
import { Decision } from './decision/decide';
import { PolicyModel } from './policy/PolicySnapshot';

/** Where an allowed request goes, and at which price. */
export interface Route {
  /** What allowed it. */
  decision: Decision;
  model: PolicyModel;
  price: PriceVersion;
  provider: ProviderConfig;
}

/** @throws GatewayError of the control that refused, 503 where the provider is not configured. */
export function routeOf(
  decision: Decision,
  providers: ReadonlyMap<string, ProviderConfig>,
): Route {
  if (decision.refusal) {
    throw new GatewayError(decision.refusal);
  }
  const { model, price } = decision;
  const provider = model && providers.get(model.provider);
  if (!model || !price || !provider) {
    throw new GatewayError({
      status: 503,
      code: 'provider_not_configured',
      message: `The gateway has no provider '${model?.provider}'. Tell the platform team.`,
    });
  }
  return { decision, model, price, provider };
}
