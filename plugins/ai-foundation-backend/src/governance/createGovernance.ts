import { Router } from 'express';
import { Kernel } from '../kernel/createKernel';
import { InboxSource } from '../kernel/Inbox';
import { aupRouter } from './aup/aupRouter';
import { AupService } from './aup/AupService';
import { AupStore } from './aup/AupStore';
import { createLifeCycle, LifeCycle } from './aup/createLifeCycle';
import { Circulation, createCampaigns } from './campaigns/createCampaigns';
import { CeilingService } from './ceilings/CeilingService';
import { Ceilings, createCeilings } from './ceilings/createCeilings';
import { createExemptions } from './exemptions/createExemptions';
import { ExemptionService } from './exemptions/ExemptionService';
import { createFindings } from './findings/createFindings';
import { FindingService } from './findings/FindingService';
import { createModels } from './models/createModels';
import { ModelService } from './models/ModelService';
import { ModelStore } from './models/ModelStore';
import { CommitmentService } from './seats/CommitmentService';
import { createInventory } from './inventory/createInventory';
import { DiscoveryService } from './inventory/DiscoveryService';
import { InventoryService } from './inventory/InventoryService';
import { SurveyService } from './inventory/SurveyService';
import { createSeats } from './seats/createSeats';
import { SeatService } from './seats/SeatService';
import { WorkingGroupService } from './seats/WorkingGroupService';
import { ClassificationRuleService } from './tiers/ClassificationRuleService';
import { createTiers } from './tiers/createTiers';
import { InitialSetService } from './tiers/InitialSetService';
import { TierService } from './tiers/TierService';

/** What the organisation has decided. */
export interface Governance {
  acknowledgements: Circulation['acknowledgements'];
  /** Of the acceptable use policy. */
  circulation: Circulation;
  aup: AupService;
  /** Of the acceptable use policy. */
  lifeCycle: LifeCycle;
  ceilings: CeilingService;
  /** Ceilings with what watches them. */
  costControl: Ceilings;
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
  inventory: InventoryService;
  survey: SurveyService;
  discovery: DiscoveryService;
  inboxSources: InboxSource[];
  routers: Router[];
}

export function createGovernance(kernel: Kernel): Governance {
  const { config, knex } = kernel;
  const countsDemo = config.demo;
  const aupStore = new AupStore({ knex, countsDemo });
  const aup = new AupService({ ...kernel, store: aupStore });
  const circulation = createCampaigns(kernel, aupStore, aup);
  const { acknowledgements } = circulation;
  const seating = createSeats(kernel);
  const modelling = createModels(kernel, seating.seats);
  const taking = createInventory(kernel, {
    seats: seating.seats,
    models: modelling.models,
  });
  const costControl = createCeilings(kernel, seating.seats);
  const exempting = createExemptions(kernel, { aup, seats: seating.seats });
  const tiering = createTiers(kernel, {
    seats: seating.seats,
    inventorySources: () => taking.inventory.dataSourceRefs(),
  });
  const findings = createFindings(kernel, seating.seats);
  const lifeCycle = createLifeCycle(kernel, {
    aup,
    aupStore,
    seats: seating.seats,
  });
  return {
    acknowledgements,
    circulation,
    aup,
    lifeCycle,
    ceilings: costControl.ceilings,
    costControl,
    exemptions: exempting.service,
    findings: findings.service,
    models: modelling.models,
    modelStore: modelling.modelStore,
    seats: seating.seats,
    commitments: seating.commitments,
    workingGroup: seating.workingGroup,
    inventory: taking.inventory,
    survey: taking.survey,
    discovery: taking.discovery,
    tiers: tiering.service,
    classificationRules: tiering.rules,
    initialSets: tiering.initialSets,
    inboxSources: [
      circulation.mine,

      costControl.inboxSource,
      exempting.inbox,
      tiering.inbox,
      findings.inboxSource,
      seating.inboxSource,
      taking.inboxSource,
      modelling.inboxSource,
      lifeCycle.inboxSource,
    ],
    routers: [
      aupRouter(kernel, aup, acknowledgements, lifeCycle.ratifications),
      ...circulation.routers,
      lifeCycle.router,
      modelling.router,
      ...costControl.routers,
      exempting.router,
      ...tiering.routers,
      ...seating.routers,
      ...taking.routers,
      findings.router,
    ],
  };
}
