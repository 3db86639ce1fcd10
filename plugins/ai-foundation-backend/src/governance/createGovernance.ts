import { Router } from 'express';
import { Kernel } from '../kernel/createKernel';
import { InboxSource } from '../kernel/Inbox';
import { AcknowledgementService } from './aup/AcknowledgementService';
import { aupRouter } from './aup/aupRouter';
import { AupService } from './aup/AupService';
import { AupStore } from './aup/AupStore';
import { createLifeCycle, LifeCycle } from './aup/createLifeCycle';
import { ceilingRouter } from './ceilings/ceilingRouter';
import { CeilingService } from './ceilings/CeilingService';
import { CeilingStore } from './ceilings/CeilingStore';
import { createExemptions } from './exemptions/createExemptions';
import { ExemptionService } from './exemptions/ExemptionService';
import { createModels } from './models/createModels';
import { ModelService } from './models/ModelService';
import { ModelStore } from './models/ModelStore';
import { CommitmentService } from './seats/CommitmentService';
import { createSeats } from './seats/createSeats';
import { SeatService } from './seats/SeatService';
import { WorkingGroupService } from './seats/WorkingGroupService';
import { ClassificationRuleService } from './tiers/ClassificationRuleService';
import { createTiers } from './tiers/createTiers';
import { InitialSetService } from './tiers/InitialSetService';
import { TierService } from './tiers/TierService';

/** What the organisation has decided. */
export interface Governance {
  acknowledgements: AcknowledgementService;
  aup: AupService;
  /** Of the acceptable use policy. */
  lifeCycle: LifeCycle;
  ceilings: CeilingService;
  findings: FindingService;
  exemptions: ExemptionService;
  models: ModelService;
  modelStore: ModelStore;
  seats: SeatService;
  commitments: CommitmentService;
  workingGroup: WorkingGroupService;
  tiers: TierService;
  classificationRules: ClassificationRuleService;
  initialSets: InitialSetService;
  inboxSources: InboxSource[];
  routers: Router[];
}

export function createGovernance(kernel: Kernel): Governance {
  const { clock, config, knex } = kernel;
  const countsDemo = config.demo;
  const aupStore = new AupStore({ knex, countsDemo });
  const aup = new AupService({ ...kernel, store: aupStore });
  const acknowledgements = new AcknowledgementService({
    ...kernel,
    store: aupStore,
  });
  const ceilings = new CeilingService({
    ...kernel,
    store: new CeilingStore(knex),
    timeZone: config.timeZone,
    clock,
  });
  const seating = createSeats(kernel);
  const exempting = createExemptions(kernel, { aup, seats: seating.seats });
  const tiering = createTiers(kernel, {
    seats: seating.seats,
    inventorySources: async () => [],
  });
  const modelling = createModels(kernel, seating.seats);
  const findings = createFindings(kernel, seating.seats);
  const lifeCycle = createLifeCycle(kernel, {
    aup,
    aupStore,
    seats: seating.seats,
  });
  return {
    acknowledgements,
    aup,
    lifeCycle,
    ceilings,
    exemptions: exempting.service,
    models: modelling.models,
    modelStore: modelling.modelStore,
    seats: seating.seats,
    commitments: seating.commitments,
    workingGroup: seating.workingGroup,
    tiers: tiering.service,
    classificationRules: tiering.rules,
    initialSets: tiering.initialSets,
    inboxSources: [
      exempting.inbox,
      tiering.inbox,
      findings.inboxSource, seating.inboxSource, modelling.inboxSource, lifeCycle.inboxSource],
    routers: [
      aupRouter(kernel, aup, acknowledgements, lifeCycle.ratifications),
      lifeCycle.router,
      modelling.router,
      ceilingRouter(kernel, ceilings),
      exempting.router,
      ...tiering.routers,
      ...seating.routers,
      findings.router,
    ],
  };
}
