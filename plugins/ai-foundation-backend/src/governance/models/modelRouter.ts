import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AiModelPrice,
  api,
  DataTierEntity,
  Model,
  modelDecidePermission,
  policyReadPermission,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant } from '../../kernel/instant';
import { priceInForce, priceVersionsOf } from './governedFields';
import { GovernedModel } from './GovernedModel';
import { ModelService } from './ModelService';

export function modelRouter(kernel: Kernel, service: ModelService): Router {
  const { auditor, clock, httpAuth, permissions } = kernel;
  const router = PromiseRouter();

  implementRoute(router, api.listModels, httpAuth, async ({ credentials }) => {
    await authorize(permissions, policyReadPermission, credentials);
    const models = await service.list();
    return { items: models.map(model => toModel(model, clock())) };
  });

  implementChange(
    router,
    api.decideModel,
    { httpAuth, auditor, id: 'model-decide' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, modelDecidePermission, credentials);
      const decided = await service.decide(
        { userRef: credentials.principal.userEntityRef, origin: 'user' },
        stringifyEntityRef({ kind: 'aimodel', ...params }),
        body,
      );
      return toModel(decided, clock());
    },
  );

  implementRoute(router, api.listTiers, httpAuth, async ({ credentials }) => {
    await authorize(permissions, policyReadPermission, credentials);
    return { items: (await service.listTiers()).map(toTier) };
  });

  return router;
}

function toModel(model: GovernedModel, nowMs: number): Model {
  const { entity, decision, notRoutableBecause } = model;
  const { metadata, spec } = entity;
  return {
    ref: model.ref,
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    description: metadata.description,
    type: spec.type,
    provider: spec.provider,
    providerModel: spec.providerModel,
    external: model.external,
    lifecycle: spec.lifecycle,
    ownerRef: stringifyEntityRef(
      parseEntityRef(spec.owner, {
        defaultKind: 'group',
        defaultNamespace: metadata.namespace,
      }),
    ),
    tier: spec.tier,
    contextWindow: spec.contextWindow,
    maxOutputTokens: spec.maxOutputTokens,
    restrictions: spec.restrictions ?? [],
    unrestrictedBecause: spec.unrestrictedBecause,
    dataUse: spec.dataUse,
    approval: model.approval,
    notRoutableBecause: notRoutableBecause.join(' ') || undefined,
    decision: decision && {
      decision: decision.decision,
      decidedBy: decision.decidedBy,
      decidedAt: instant(decision.decidedAtMs),
      reason: decision.reason,
    },
    price: toPrice(
      // Who decides about a model has to see what it would cost.
      priceInForce(priceVersionsOf(model.ref, spec.prices), nowMs)?.price,
    ),
    governedSha256: model.governedSha256,
  };
}

function toPrice(price: AiModelPrice | undefined): Model['price'] {
  if (!price) {
    return undefined;
  }
  const { unit, zeroReason, ...figures } = price;
  return figures;
}

function toTier({ metadata, spec }: DataTierEntity): Tier {
  return {
    ref: stringifyEntityRef({ kind: 'datatier', ...metadata }),
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    rank: spec.rank,
    criteria: spec.criteria,
    externalProviders: spec.handling.externalProviders,
    contentLogging: spec.handling.contentLogging,
  };
}
