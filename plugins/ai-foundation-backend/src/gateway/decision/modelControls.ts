import { PriceVersion } from '../../governance/models/governedFields';
import {
  PolicyKey,
  PolicyModel,
  PolicySnapshot,
} from '../policy/PolicySnapshot';
import { Control, notEvaluated, passed, refused } from './Control';
import { PolicyRequest } from './PolicyRequest';

/** Why a model that is in the catalog does not route. */
const APPROVAL_WORDS = {
  proposed: 'no decision was taken about it yet',
  suspended: 'it is suspended',
  retired: 'it is retired',
  'changed-since-approval': 'it was changed since its approval',
};

/**
 * By the provider's name of it or by the catalog's; where several entities share the
 * provider's name, the approved one.
 */
export function findModel(
  { model: name, dialect }: PolicyRequest,
  policy: PolicySnapshot,
): PolicyModel | undefined {
  const named = policy.modelsByName.get(name) ?? [];
  const candidates = [
    ...named.filter(model => model.dialect === dialect),
    ...named.filter(model => model.dialect !== dialect),
  ];
  return (
    candidates.find(({ approval }) => approval === 'approved') ?? candidates[0]
  );
}

export function modelControl(
  request: PolicyRequest,
  model: PolicyModel | undefined,
): Control {
  const inputs = {
    requested: request.model,
    modelType: request.modelType,
    dialect: request.dialect,
    model: model?.ref,
    ofType: model?.type,
    ofDialect: model?.dialect,
  };
  if (!model) {
    return refused('model', inputs, {
      status: 404,
      code: 'model_not_found',
      message: `The model '${request.model}' is not in the catalog. GET /v1/models lists those that this key may use.`,
    });
  }
  if (model.type !== request.modelType) {
    return refused('model', inputs, {
      status: 404,
      code: 'model_not_found',
      message: `The model '${request.model}' is of type ${model.type} and does not serve this operation.`,
    });
  }
  if (model.dialect !== request.dialect) {
    return refused('model', inputs, {
      status: 404,
      code: 'model_not_found',
      message: `The model '${request.model}' does not speak the dialect ${request.dialect}. Its clients call the gateway below /${model.dialect}.`,
    });
  }
  return passed('model', inputs, 'The model is in the catalog.');
}

export function approvalControl(model: PolicyModel | undefined): Control {
  if (!model) {
    return notEvaluated('approval');
  }
  const inputs = { model: model.ref, approval: model.approval };
  if (model.approval !== 'approved') {
    return refused('approval', inputs, {
      status: 403,
      code: 'model_not_approved',
      message: `The model '${model.providerModel}' is not approved: ${
        APPROVAL_WORDS[model.approval]
      }. GET /v1/models lists those that this key may use.`,
    });
  }
  return passed('approval', inputs, 'The model is approved as it is now.');
}

export function scopeControl(
  key: PolicyKey,
  model: PolicyModel | undefined,
): Control {
  if (!model) {
    return notEvaluated('scope');
  }
  const inputs = { model: model.ref, scope: [...key.models] };
  if (!key.models.has(model.ref)) {
    return refused('scope', inputs, {
      status: 403,
      code: 'model_not_in_scope',
      message: `Key ${key.id} was not issued for the model '${model.providerModel}'. Request a key that includes it.`,
    });
  }
  return passed('scope', inputs, 'The key was issued for this model.');
}

export function priceControl(
  request: PolicyRequest,
  model: PolicyModel | undefined,
  price: PriceVersion | undefined,
): Control {
  if (!model) {
    return notEvaluated('price');
  }
  const inputs = { priceVersion: price?.id, unpriced: request.unpriced };
  if (!price) {
    return refused('price', inputs, {
      status: 403,
      code: 'model_not_priced',
      message: `The model '${model.providerModel}' has no approved price in force.`,
    });
  }
  if (request.unpriced !== undefined) {
    return refused('price', inputs, {
      status: 403,
      code: 'model_not_priced',
      message: `The catalog has no price for ${request.unpriced}. Leave it out.`,
    });
  }
  return passed('price', inputs, 'An approved price is in force.');
}
