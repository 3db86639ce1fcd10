import { LoggerService } from '@backstage/backend-plugin-api';
import { AiFoundationConfig } from '../kernel/AiFoundationConfig';
import { Clock } from '../kernel/Clock';
import { ContentLog } from './content/ContentLog';
import { SecretUse } from './keys/SecretUse';
import { PromptInspector } from './inspection/PromptInspector';
import { Ledger } from './ledger/types';
import { ConcurrencyGate } from './limits/ConcurrencyGate';
import { GatewayMetrics } from './metrics/GatewayMetrics';
import { PolicySnapshot } from './policy/PolicySnapshot';
import { InFlight } from './upstream/InFlight';
import { Upstreams } from './upstream/Upstreams';

/** What every request on the data plane needs. */
export interface GatewayContext {
  config: AiFoundationConfig;
  /**
   * What decides now, with a key that was issued a moment ago elsewhere.
   *
   * @throws GatewayError 503 where no snapshot of now can be had.
   */
  policy(keyId: string): Promise<PolicySnapshot>;
  ledger: Ledger;
  metrics: Pick<GatewayMetrics, 'refused'>;
  secretUse: Pick<SecretUse, 'note'>;
  upstreams: Upstreams;
  inFlight: InFlight;
  /** Keeps prompts and answers, where that is on. */
  content: ContentLog | undefined;
  prompts: PromptInspector;
  /** How many requests run at the same time. */
  gate: ConcurrencyGate;
  clock: Clock;
  logger: LoggerService;
}
