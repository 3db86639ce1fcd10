import { Call } from './Call';
import { decide } from './decide';
import { GatewayError } from './GatewayError';
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
  'key_suspended',
  'aup_not_acknowledged',
]);

/**
 * `GET /v1/models` and `GET /v1/models/{model}` of the OpenAI dialect: the
 * models that the key may use now, by the same decision that a request meets.
 */
export async function handleModels(
  gateway: GatewayContext,
  call: Call,
  name: string | undefined,
): Promise<void> {
  try {
    const presented = presentedKey(call.message);
    const policy = await gateway.policy(presented.id);
    const key = (call.key = identify(presented, policy));
    const models = usableModels(key, policy, call.arrivedAtMs);
    await answer(
      call,
      name === undefined ? listOf(models) : oneOf(models, name),
    );
  } catch (error) {
    await refuse(gateway, call, toGatewayError(gateway, error));
  }
}

function usableModels(
  key: PolicyKey,
  policy: PolicySnapshot,
  nowMs: number,
): PolicyModel[] {
  const decisions = [...policy.models.values()].map(model =>
    decide(
      {
        model: model.name,
        modelType: model.type,
        declaredTier: undefined,
        unpriced: undefined,
      },
      key,
      policy,
      nowMs,
    ),
  );
  const aboutTheKey = decisions.find(
    ({ refusal }) => refusal && KEY_CODES.has(refusal.code),
  );
  if (aboutTheKey?.refusal) {
    throw new GatewayError(aboutTheKey.refusal);
  }
  return decisions.flatMap(({ refusal, model }) =>
    !refusal && model ? [model] : [],
  );
}

function listOf(models: PolicyModel[]) {
  return { object: 'list', data: models.map(toModel) };
}

function oneOf(models: PolicyModel[], name: string) {
  const model = models.find(({ providerModel }) => providerModel === name);
  if (!model) {
    throw new GatewayError({
      status: 404,
      code: 'model_not_found',
      message: `The model '${name}' is not one that this key may use. GET /v1/models lists those.`,
      param: 'model',
    });
  }
  return toModel(model);
}

function toModel(model: PolicyModel) {
  return {
    id: model.providerModel,
    object: 'model',
    created: 0,
    owned_by: model.provider,
  };
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
