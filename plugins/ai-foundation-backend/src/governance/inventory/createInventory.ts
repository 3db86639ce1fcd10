import { Router } from 'express';
import { Kernel } from '../../kernel/createKernel';
import { InboxSource } from '../../kernel/Inbox';
import { ModelService } from '../models/ModelService';
import { SeatService } from '../seats/SeatService';
import { DiscoveryService } from './DiscoveryService';
import { InventoryInbox } from './InventoryInbox';
import { inventoryRouter } from './inventoryRouter';
import { InventoryService } from './InventoryService';
import { InventoryStore } from './InventoryStore';
import { surveyRouter } from './surveyRouter';
import { SurveyService } from './SurveyService';

/** What generative AI is used today. */
export function createInventory(
  kernel: Kernel,
  others: { seats: SeatService; models: ModelService },
): {
  inventory: InventoryService;
  survey: SurveyService;
  discovery: DiscoveryService;
  inboxSource: InboxSource;
  routers: Router[];
} {
  const store = new InventoryStore({
    knex: kernel.knex,
    countsDemo: kernel.config.demo,
  });
  const options = { ...kernel, ...others, store };
  const inventory = new InventoryService(options);
  const survey = new SurveyService(options);
  const discovery = new DiscoveryService(options);
  return {
    inventory,
    survey,
    discovery,
    inboxSource: new InventoryInbox(options),
    routers: [
      inventoryRouter(kernel, inventory, discovery),
      surveyRouter(kernel, survey),
    ],
  };
}
