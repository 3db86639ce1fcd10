import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  api,
  ClassificationRule,
  classificationManagePermission,
  DataSource,
  policyReadPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authorize, isAllowed } from '../../kernel/authorize';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { instant } from '../../kernel/instant';
import {
  ClassificationRuleService,
  ListedRule,
  ruleState,
} from './ClassificationRuleService';
import { isLeadOf, ListedSource, TierService } from './TierService';

/** The scheme of the tiers, data sources and the rules that classify them. */
export function tierRouter(
  kernel: Kernel,
  service: TierService,
  rules: ClassificationRuleService,
): Router {
  const { auditor, catalogView, httpAuth, permissions, teamAccess } = kernel;
  const router = PromiseRouter();

  const viewerOf = async (credentials: UserCredentials): Promise<Viewer> => ({
    userRef: (await teamAccess.caller(credentials)).userRef,
    mayManage: await isAllowed(
      permissions,
      classificationManagePermission,
      credentials,
    ),
    snapshot: await catalogView.current(),
  });
  const managerOf = async (credentials: UserCredentials) => {
    await authorize(permissions, classificationManagePermission, credentials);
    const { userRef } = await teamAccess.caller(credentials);
    return { userRef, origin: 'user' as const };
  };

  implementRoute(
    router,
    api.getTierScheme,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      return service.scheme();
    },
  );

  implementRoute(
    router,
    api.listDataSources,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const viewer = await viewerOf(credentials);
      const { coverage, items } = await service.sources();
      return {
        coverage,
        items: items.map(source => toDataSource(source, viewer)),
      };
    },
  );

  implementChange(
    router,
    api.confirmClassification,
    { httpAuth, auditor, id: 'classification-confirm' },
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyReadPermission, credentials);
      const viewer = await viewerOf(credentials);
      const { userRef, mayManage } = viewer;
      const source = await service.confirm(
        { userRef, origin: 'user', mayManage },
        stringifyEntityRef({ kind: 'resource', ...params }),
        body,
      );
      return toDataSource(source, viewer);
    },
  );

  implementRoute(
    router,
    api.listClassificationRules,
    httpAuth,
    async ({ credentials }) => {
      await authorize(permissions, policyReadPermission, credentials);
      return { items: (await rules.list()).map(toRule) };
    },
  );

  implementChange(
    router,
    api.proposeClassificationRule,
    { httpAuth, auditor, id: 'classification-rule-propose' },
    async ({ body, credentials }) =>
      toRule(await rules.propose(await managerOf(credentials), body)),
  );

  implementChange(
    router,
    api.decideClassificationRule,
    { httpAuth, auditor, id: 'classification-rule-decide' },
    async ({ body, credentials, params }) =>
      toRule(await rules.decide(await managerOf(credentials), params.id, body)),
  );

  return router;
}

/** Who looks at data sources, and what they may do. */
interface Viewer {
  userRef: string;
  mayManage: boolean;
  snapshot: CatalogSnapshot;
}

function toDataSource(source: ListedSource, viewer: Viewer): DataSource {
  const { userRef, mayManage, snapshot } = viewer;
  const entity = snapshot.dataSources.get(source.ref);
  return {
    ref: source.ref,
    title: entity?.title ?? source.ref,
    type: entity?.type,
    ownerRef: entity?.ownerRef,
    state: source.state,
    problem: source.problem,
    tier: source.tier,
    countsAs: source.countsAs,
    provenance: source.provenance,
    suggestedTier: source.suggestedTier,
    referencedBy: {
      applications: [...source.references.applications],
      keys: source.references.keys,
      inventory: source.references.inventory,
    },
    mayClassify: mayManage || isLeadOf(userRef, source.ref, snapshot),
  };
}

function toRule(rule: ListedRule): ClassificationRule {
  return {
    id: rule.id,
    selector: rule.selector,
    tier: rule.tier,
    state: ruleState(rule),
    reason: rule.reason,
    proposedBy: rule.proposedBy,
    proposedAt: instant(rule.proposedAtMs),
    review: rule.review && {
      by: rule.review.by,
      at: instant(rule.review.atMs),
      reason: rule.review.reason,
    },
    matches: rule.matches,
  };
}
