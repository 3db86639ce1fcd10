import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { CommitmentService } from './CommitmentService';
import { CommitmentStore } from './CommitmentStore';
import { SeatInbox } from './SeatInbox';
import { seatRouter } from './seatRouter';
import { SeatService } from './SeatService';
import { SeatStore } from './SeatStore';
import { workingGroupRouter } from './workingGroupRouter';
import { WorkingGroupService } from './WorkingGroupService';
import { WorkingGroupStore } from './WorkingGroupStore';

/** Sponsor, working group and platform team. */
export function createSeats(kernel: Kernel): {
  seats: SeatService;
  commitments: CommitmentService;
  workingGroup: WorkingGroupService;
  inboxSource: InboxSource;
  routers: Router[];
} {
  const database = { knex: kernel.knex, countsDemo: kernel.config.demo };
  const seatStore = new SeatStore(database);
  const commitmentStore = new CommitmentStore(database);
  const workingGroupStore = new WorkingGroupStore(database);
  const seats = new SeatService({
    ...kernel,
    store: seatStore,
    commitments: commitmentStore,
    workingGroup: workingGroupStore,
  });
  const commitments = new CommitmentService({
    ...kernel,
    store: commitmentStore,
    seats,
  });
  const workingGroup = new WorkingGroupService({
    ...kernel,
    store: workingGroupStore,
    seats,
  });
  return {
    seats,
    commitments,
    workingGroup,
    inboxSource: new SeatInbox({
      ...kernel,
      seats: seatStore,
      commitments: commitmentStore,
    }),
    routers: [
      seatRouter(kernel, seats, commitments),
      workingGroupRouter(kernel, workingGroup),
    ],
  };
}
