import { Knex } from 'knex';
import { AcknowledgementStore } from '../../governance/aup/AcknowledgementStore';
import { AupInForce, readAupInForce } from '../../governance/aup/AupInForce';
import { AupStore } from '../../governance/aup/AupStore';
import { CampaignStore } from '../../governance/campaigns/CampaignStore';
import { ExemptionStore } from '../../governance/exemptions/ExemptionStore';
import { GrantedExemption } from '../../governance/exemptions/liveExemption';
import { ModelStore } from '../../governance/models/ModelStore';
import { ModelDecision } from '../../governance/models/types';
import { Clock } from '../../kernel/Clock';
import {
  InspectionRule,
  inspectionRulesOf,
} from '../inspection/InspectionRule';
import { KeyStore } from '../keys/KeyStore';
import { IssuedKey } from '../keys/types';
import { PROBE_KEY_LIFE_MS, ProbeKeyStore } from '../validation/ProbeKeyStore';
import { PolicyKey } from './PolicySnapshot';

/** Where the gateway reads what was decided. */
export interface PolicySources {
  keys(): Promise<IssuedKey[]>;
  /** Those of the gateway's own checks. */
  probeKeys(): Promise<PolicyKey[]>;
  /** The newest about each model, by its ref. */
  modelDecisions(): Promise<Map<string, ModelDecision>>;
  aupInForce(): Promise<AupInForce | undefined>;
  /** Those of the policy in force that are about prompts. */
  inspectionRules(): Promise<InspectionRule[]>;
  grantedExemptions(): Promise<GrantedExemption[]>;
}

/** From the database alone, so that a process without the portal's services has the same policy. */
export function policySourcesOf(options: {
  knex: Knex;
  clock: Clock;
  /** Whether decisions of demo origin count. */
  countsDemo: boolean;
}): PolicySources {
  const { clock } = options;
  const keys = new KeyStore(options.knex);
  const probeKeys = new ProbeKeyStore(options.knex);
  const models = new ModelStore(options);
  const versions = new AupStore(options);
  const acknowledgements = new AcknowledgementStore(options);
  const campaigns = new CampaignStore(options);
  const exemptions = new ExemptionStore(options);
  return {
    keys: () => keys.list({ teams: 'all', owners: [] }),
    probeKeys: () => probeKeys.list(clock() - PROBE_KEY_LIFE_MS),
    modelDecisions: () => models.newestDecisions(),
    aupInForce: () =>
      readAupInForce({
        versions,
        acknowledgements,
        graceUntil: major => campaigns.graceUntil(major),
      }),
    inspectionRules: async () => {
      const current = await versions.current();
      return current ? inspectionRulesOf(current.document) : [];
    },
    grantedExemptions: () => exemptions.granted(clock()),
  };
}
