import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  BLUEPRINTS,
  EVE,
  SAM,
  TELEMETRY,
} from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** From the scheme of the tiers to an initial set that is frozen. */
export const tierWalk: Walk = async (ask, bench) => {
  await bench.fillSeats();
  const reason = 'We looked at it together.';
  await ask(EVE, api.getTierScheme);
  await ask(EVE, api.confirmClassification, {
    params: { namespace: 'default', name: 'telemetry' },
    body: { tier: 'internal', reason },
  });
  const { id: ruleId } = await ask(EVE, api.proposeClassificationRule, {
    body: { selector: { type: 'database' }, tier: 'internal', reason },
  });
  await ask(SAM, api.decideClassificationRule, {
    params: { id: ruleId },
    body: { decision: 'reviewed', reason },
  });
  await ask(EVE, api.listClassificationRules);
  await ask(EVE, api.listDataSources);

  const { id, sha256 } = await ask(EVE, api.proposeInitialSet, {
    body: {
      name: 'First stage',
      sources: [TELEMETRY, BLUEPRINTS],
      reason,
    },
  });
  await ask(SAM, api.getInitialSet);
  await ask(SAM, api.approveInitialSet, {
    params: { id },
    body: { sha256, reason },
  });
  await ask(SAM, api.getInitialSet);
};
