import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { auditMessages } from './messages/audit';
import { circulationMessages } from './messages/circulation';
import { ceilingMessages } from './messages/ceilings';
import { commonMessages } from './messages/common';
import { dataMessages } from './messages/data';
import { exemptionMessages } from './messages/exemptions';
import { costsMessages } from './messages/costs';
import { entityMessages } from './messages/entity';
import { gatewayMessages } from './messages/gateway';
import { governanceMessages } from './messages/governance';
import { homeMessages } from './messages/home';
import { inboxMessages } from './messages/inbox';
import { findingMessages } from './messages/findings';
import { keyRequestMessages } from './messages/keyRequests';
import { keyMessages } from './messages/keys';
import { modelsMessages } from './messages/models';
import { policyMessages } from './messages/policy';
import { policyDraftMessages } from './messages/policyDrafts';
import { requestMessages } from './messages/requests';
import { inventoryMessages } from './messages/inventory';
import { seatMessages } from './messages/seats';
import { simulatorMessages } from './messages/simulator';
import { teamMessages } from './messages/teams';

/**
 * Every string of the pages, so that a portal can translate or replace them.
 *
 * @public
 */
export const aiFoundationTranslationRef = createTranslationRef({
  id: 'plugin.ai-foundation',
  messages: {
    common: commonMessages,
    home: homeMessages,
    keys: keyMessages,
    keyRequests: keyRequestMessages,
    findings: findingMessages,
    models: modelsMessages,
    policy: policyMessages,
    policyDrafts: policyDraftMessages,
    teams: teamMessages,
    costs: costsMessages,
    requests: requestMessages,
    simulator: simulatorMessages,
    gateway: gatewayMessages,
    governance: governanceMessages,
    ceilings: ceilingMessages,
    exemptions: exemptionMessages,
    data: dataMessages,
    inbox: inboxMessages,
    seats: seatMessages,
    inventory: inventoryMessages,
    audit: auditMessages,
    circulation: circulationMessages,
    entity: entityMessages,
  },
});
