import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { commonMessages } from './messages/common';
import { costsMessages } from './messages/costs';
import { entityMessages } from './messages/entity';
import { governanceMessages } from './messages/governance';
import { homeMessages } from './messages/home';
import { inboxMessages } from './messages/inbox';
import { keyMessages } from './messages/keys';
import { modelsMessages } from './messages/models';
import { policyMessages } from './messages/policy';
import { requestMessages } from './messages/requests';
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
    models: modelsMessages,
    policy: policyMessages,
    teams: teamMessages,
    costs: costsMessages,
    requests: requestMessages,
    governance: governanceMessages,
    inbox: inboxMessages,
    entity: entityMessages,
  },
});
