import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { SeatService } from '../seats/SeatService';
import { AupService } from './AupService';
import { AupStore } from './AupStore';
import { draftRouter } from './draftRouter';
import { DraftService } from './DraftService';
import { DraftStore } from './DraftStore';
import { PolicyInbox } from './PolicyInbox';
import { PublicationService } from './PublicationService';
import { RatificationService } from './RatificationService';
import { RatificationStore } from './RatificationStore';
import { ReviewService } from './ReviewService';

/** From a draft of the policy to a ratified version. */
export interface LifeCycle {
  drafts: DraftService;
  reviews: ReviewService;
  publications: PublicationService;
  ratifications: RatificationService;
  inboxSource: InboxSource;
  router: Router;
}

export function createLifeCycle(
  kernel: Kernel,
  parts: { aup: AupService; aupStore: AupStore; seats: SeatService },
): LifeCycle {
  const countsDemo = kernel.config.demo;
  const store = new DraftStore({ knex: kernel.knex, countsDemo });
  const services = {
    aup: parts.aup,
    drafts: new DraftService({ ...kernel, ...parts, store }),
    reviews: new ReviewService({ ...kernel, ...parts, store }),
    publications: new PublicationService({ ...kernel, ...parts, store }),
    ratifications: new RatificationService({
      ...kernel,
      ...parts,
      store: new RatificationStore({ knex: kernel.knex, countsDemo }),
    }),
  };
  return {
    ...services,
    inboxSource: new PolicyInbox({ ...services, seats: parts.seats }),
    router: draftRouter(kernel, services),
  };
}
