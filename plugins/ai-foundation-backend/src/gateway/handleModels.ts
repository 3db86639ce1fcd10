import { Call } from './Call';
import { decide } from './decision/decide';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { GatewayContext } from './GatewayContext';
import { identify, presentedKey } from './identify';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
} from './policy/PolicySnapshot';
import { refuse, toGatewayError } from './refuse';
import { finishResponse } from './upstream/finishResponse';

/** Refusals that have nothing to do with a model. */
const KEY_CODES = new Set([
  'key_revoked',
  'key_expired',
  'key_rotated',
  'key_suspended',
  'aup_not_acknowledged',
]);

/**
 * The list of models, or one of them: those of a dialect that the key may use
 * now, by the same decision that a request meets.
 */
export async function handleModels(
  gateway: GatewayContext,
  call: Call,
): Promise<void> {
  const { model: name } = call.target.parameters;
  try {
    const presented = presentedKey(call.message);
    const policy = await gateway.policy(presented.id);
    const key = (call.key = identify(presented, policy));
    const models = usableModels(call, key, policy);
    const { modelBody, modelList } = call.dialect;
    await answer(
      call,
      name === undefined ? modelList(models) : modelBody(oneOf(models, name)),
    );
  } catch (error) {
    await refuse(gateway, call, toGatewayError(gateway, error));
  }
}

function usableModels(
  call: Call,
  key: PolicyKey,
  policy: PolicySnapshot,
): PolicyModel[] {
  requireWorkingKey(call, key, policy);
  const models = [...policy.models.values()].filter(
    ({ dialect }) => dialect === call.dialect.id,
  );
  const decisions = models.map(model =>
    decide(
      {
        model: model.name,
        dialect: model.dialect,
        modelType: model.type,
        declaredTier: undefined,
        unpriced: undefined,
      },
      key,
      policy,
      call.arrivedAtMs,
    ),
  );
  return decisions.flatMap(({ refusal, model }) =>
    !refusal && model ? [model] : [],
  );
}

/** Also where the dialect has no model, whose refusal would tell. */
function requireWorkingKey(
  call: Call,
  key: PolicyKey,
  policy: PolicySnapshot,
): void {
  const { refusal } = decide(
    {
      model: '',
      dialect: call.dialect.id,
      modelType: '',
      declaredTier: undefined,
      unpriced: undefined,
    },
    key,
    policy,
    call.arrivedAtMs,
  );
  if (refusal && KEY_CODES.has(refusal.code)) {
    throw new GatewayError(refusal);
  }
}

function oneOf(models: PolicyModel[], name: string): PolicyModel {
  const model = models.find(({ providerModel }) => providerModel === name);
  if (!model) {
    throw new GatewayError({
      status: 404,
      code: 'model_not_found',
      message: `The model '${name}' is not one that this key may use. GET /v1/models lists those.`,
      param: 'model',
    });
  }
  return model;
}

async function answer(call: Call, value: unknown): Promise<void> {
  const body = Buffer.from(JSON.stringify(value));
  call.response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store, no-transform',
    'x-ai-foundation-request-id': call.id,
  });
  await finishResponse(call.response, body);
}
