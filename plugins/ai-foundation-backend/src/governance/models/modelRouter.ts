import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  api,
  DataTierEntity,
  FieldChange,
  Model,
  ModelHistory,
  modelDecidePermission,
  policyReadPermission,
  PricePeriod as ApiPricePeriod,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import { implementChange, implementRoute } from '../../kernel/implementRoute';
import { instant, optionalInstant } from '../../kernel/instant';
import { ownerRefOf } from './approvalObstacles';
import { fieldChanges } from './fieldChanges';
import { priceInForce, priceVersionsOf } from './governedFields';
import { fallbackRefsOf, GovernedModel } from './GovernedModel';
import { ModelService } from './ModelService';
import { PricePeriod, priceHistory } from './priceHistory';
import { suggestPrice } from './priceSuggestion';
import { ModelDecision } from './types';

export function modelRouter(kernel: Kernel, service: ModelService): Router {
  const { auditor, clock, config, httpAuth, permissions } = kernel;
  const router = PromiseRouter();
  const answered = async (model: GovernedModel) =>
    toModel(model, await service.approvalObstacles(model.entity), clock());

  implementRoute(router, api.listModels, httpAuth, async ({ credentials }) => {
    await authorize(permissions, policyReadPermission, credentials);
    const models = await service.list();
    return { items: await Promise.all(models.map(answered)) };
  });

  implementChange(
    router,
    api.decideModel,
    { httpAuth, auditor, id: 'model-decide' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, modelDecidePermission, credentials);
      const decided = await service.decide(
        actorOf(credentials),
        modelRefOf(params),
        body,
      );
      return answered(decided);
    },
  );

  implementRoute(
    router,
    api.listModelDecisions,
    httpAuth,
    async ({ credentials, params }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const decisions = await service.decisionsAbout(modelRefOf(params));
      const newest = decisions.at(-1);
      return toHistory(
        decisions,
        newest ? await service.changesSince(newest) : [],
      );
    },
  );

  implementRoute(
    router,
    api.listModelPrices,
    httpAuth,
    async ({ credentials, params }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const decisions = await service.decisionsAbout(modelRefOf(params));
      return { items: priceHistory(decisions).map(toPricePeriod).reverse() };
    },
  );

  implementRoute(
    router,
    api.suggestModelPrice,
    httpAuth,
    async ({ credentials, query }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const provider = config.providers.get(query.provider);
      return suggestPrice(provider, query.model, clock);
    },
  );

  implementRoute(
    router,
    api.listProviders,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      return {
        items: [...config.providers.values()].map(({ id, external }) => ({
          id,
          external,
        })),
      };
    },
  );

  implementRoute(router, api.listTiers, httpAuth, async ({ credentials }) => {
    await authorize(permissions, policyReadPermission, credentials);
    return { items: (await service.listTiers()).map(toTier) };
  });

  return router;
}

function modelRefOf(params: { namespace: string; name: string }): string {
  return stringifyEntityRef({ kind: 'aimodel', ...params });
}

function toModel(
  model: GovernedModel,
  notApprovableBecause: string[],
  nowMs: number,
): Model {
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
    dialect: model.dialect,
    lifecycle: spec.lifecycle,
    ownerRef: ownerRefOf(entity),
    tier: spec.tier,
    contextWindow: spec.contextWindow,
    maxOutputTokens: spec.maxOutputTokens,
    fallbacks: fallbackRefsOf(entity),
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
    // Who decides about a model has to see what it would cost.
    price: priceInForce(priceVersionsOf(model.ref, spec.prices), nowMs)?.price,
    notApprovableBecause,
    governedSha256: model.governedSha256,
  };
}

function toHistory(
  decisions: ModelDecision[],
  changes: FieldChange[],
): ModelHistory {
  return {
    items: decisions
      .map((decision, index) => ({
        id: decision.id,
        decision: decision.decision,
        decidedBy: decision.decidedBy,
        decidedAt: instant(decision.decidedAtMs),
        reason: decision.reason,
        governedSha256: decision.governedSha256,
        changes:
          index === 0
            ? []
            : fieldChanges(decisions[index - 1].governed, decision.governed),
      }))
      .reverse(),
    changes,
  };
}

function toPricePeriod(period: PricePeriod): ApiPricePeriod {
  const { version, decision } = period;
  return {
    priceVersion: version.id,
    from: instant(period.fromMs),
    until: optionalInstant(period.untilMs),
    price: version.price,
    decisionId: decision.id,
    approvedBy: decision.decidedBy,
    approvedAt: instant(decision.decidedAtMs),
  };
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
