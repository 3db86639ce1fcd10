import { NotAllowedError } from '@backstage/errors';
import {
  api,
  AupDocument,
  AupDraft,
  emptyPolicy,
  policyDraftPermission,
  policyPublishPermission,
  policyRatifyPermission,
  policyReadPermission,
  policyReviewPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { actorOf } from '../../kernel/actorOf';
import { authorize, isAllowed } from '../../kernel/authorize';
import { Kernel } from '../../kernel/createKernel';
import {
  implementChange,
  implementRoute,
  UserCredentials,
} from '../../kernel/implementRoute';
import { instant } from '../../kernel/instant';
import { AupService } from './AupService';
import { diffDocuments } from './diffDocuments';
import { DraftService } from './DraftService';
import { eligiblePeople } from './isEligible';
import { toDraftSummary, toSubmission, toVersion } from './policyAnswers';
import { PublicationService } from './PublicationService';
import { RatificationService } from './RatificationService';
import { ReviewService } from './ReviewService';
import { Draft } from './types';

/** Who works on the policy sees its drafts. */
const READ_DRAFTS = [
  policyDraftPermission,
  policyReviewPermission,
  policyPublishPermission,
  policyRatifyPermission,
];

const VERSION = /^\d+\.\d+$/;

export function draftRouter(
  kernel: Kernel,
  services: {
    aup: AupService;
    drafts: DraftService;
    reviews: ReviewService;
    publications: PublicationService;
    ratifications: RatificationService;
  },
): Router {
  const { auditor, httpAuth, permissions } = kernel;
  const { aup, drafts, publications, ratifications, reviews } = services;
  const router = PromiseRouter();
  const change = (id: string) => ({ httpAuth, auditor, id });

  const authorizeReading = async (credentials: UserCredentials) => {
    const allowed = await Promise.all(
      READ_DRAFTS.map(permission =>
        isAllowed(permissions, permission, credentials),
      ),
    );
    if (!allowed.includes(true)) {
      throw new NotAllowedError(
        'Drafts are seen by the people who write, review, publish or ratify the policy',
      );
    }
  };

  const toDraft = async (draft: Draft): Promise<AupDraft> => ({
    ...toDraftSummary(draft),
    document: draft.document,
    ...(await drafts.findingsOf(draft.document)),
    submissions: draft.submissions.map(toSubmission).reverse(),
    reviewers: await drafts.reviewersOf(draft),
    eligiblePeople: eligiblePeople(
      draft.document,
      await kernel.catalogView.current(),
    ).size,
  });

  const documentOf = async (
    name: string,
    credentials: UserCredentials,
  ): Promise<AupDocument> => {
    if (VERSION.test(name)) {
      return (await aup.get(name)).document;
    }
    await authorizeReading(credentials);
    return (await drafts.get(name)).document;
  };

  implementRoute(router, api.listAupDrafts, httpAuth, async input => {
    await authorizeReading(input.credentials);
    return { items: (await drafts.list()).map(toDraftSummary) };
  });

  implementRoute(router, api.getPolicyReferences, httpAuth, async input => {
    await authorizeReading(input.credentials);
    const { people, groups, tiers } = await kernel.catalogView.current();
    return {
      people: [...people.values()].map(({ ref, name }) => ({ ref, name })),
      groups: [...groups.values()].map(({ ref, title }) => ({
        ref,
        name: title,
      })),
      tiers: [...tiers]
        .sort(([, a], [, b]) => a.spec.rank - b.spec.rank)
        .map(([name]) => name),
      today: instant(kernel.clock()).slice(0, 10),
    };
  });

  implementRoute(router, api.getAupDraft, httpAuth, async input => {
    await authorizeReading(input.credentials);
    return toDraft(await drafts.get(input.params.id));
  });

  implementChange(
    router,
    api.createAupDraft,
    change('aup-draft'),
    async ({ body: { basedOn }, credentials }) => {
      await authorize(permissions, policyDraftPermission, credentials);
      const document = basedOn
        ? (await aup.get(basedOn)).document
        : emptyPolicy();
      return toDraft(
        await drafts.create(actorOf(credentials), document, basedOn),
      );
    },
  );

  implementChange(
    router,
    api.saveAupDraft,
    change('aup-save'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyDraftPermission, credentials);
      return toDraft(
        await drafts.save(
          actorOf(credentials),
          params.id,
          body.revision,
          body.document,
        ),
      );
    },
  );

  implementChange(
    router,
    api.discardAupDraft,
    change('aup-discard'),
    async ({ credentials, params }) => {
      await authorize(permissions, policyDraftPermission, credentials);
      await drafts.discard(actorOf(credentials), params.id);
      return {};
    },
  );

  implementChange(
    router,
    api.submitAupDraft,
    change('aup-submit'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyDraftPermission, credentials);
      return toDraft(
        await drafts.submit(actorOf(credentials), params.id, body),
      );
    },
  );

  implementChange(
    router,
    api.reviewAupDraft,
    change('aup-review'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyReviewPermission, credentials);
      return toDraft(
        await reviews.review(actorOf(credentials), params.id, body),
      );
    },
  );

  implementChange(
    router,
    api.publishAupDraft,
    change('aup-publish'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyPublishPermission, credentials);
      return toVersion(
        await publications.publish(actorOf(credentials), params.id, body),
        await ratifications.list(),
        undefined,
      );
    },
  );

  implementChange(
    router,
    api.ratifyAup,
    change('aup-ratify'),
    async ({ body, credentials, params }) => {
      await authorize(permissions, policyRatifyPermission, credentials);
      return toVersion(
        await ratifications.ratify(actorOf(credentials), params.version, body),
        await ratifications.list(),
        undefined,
      );
    },
  );

  implementRoute(router, api.diffAup, httpAuth, async input => {
    const { from, to } = input.query;
    await authorize(permissions, policyReadPermission, input.credentials);
    const { groups, people } = await kernel.catalogView.current();
    return {
      from,
      to,
      changes: diffDocuments(
        await documentOf(from, input.credentials),
        await documentOf(to, input.credentials),
        ref => people.get(ref)?.name ?? groups.get(ref)?.title ?? ref,
      ),
    };
  });

  return router;
}
