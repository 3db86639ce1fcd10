import { Dispatcher } from 'undici';
import { ProviderConfig } from '../../kernel/AiFoundationConfig';
import { Call } from '../Call';
import {
  ModelRequest,
  Operation,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { PolicyModel } from '../policy/PolicySnapshot';
import { ClientWatch } from './ClientWatch';

/** An admitted request, with all that it takes to send it on. */
export interface Forwarding {
  call: Call;
  operation: Operation;
  request: ModelRequest;
  model: PolicyModel;
  provider: ProviderConfig;
  pool: Dispatcher;
  watch: ClientWatch;
}

/** How an admitted request went at its provider. */
export interface Forwarded {
  outcome:
    | 'completed'
    | 'client_aborted'
    | 'upstream_error'
    | 'truncated'
    | 'timeout';
  /** As the client was told; `undefined` where it had gone. */
  httpStatus: number | undefined;
  errorCode: string | undefined;
  providerRequestId: string | undefined;
  /** `undefined` where no model can have worked. */
  report: UsageReport | undefined;
  /** Whether the provider's answer came to its end. */
  whole: boolean;
  timeToFirstByteMs: number | undefined;
}

/** The same, but for what only the answer's headers tell. */
export type Relayed = Omit<Forwarded, 'providerRequestId'>;

/** The report of an answer of which nothing came. */
export function nothingSeen(): UsageReport {
  return {
    usage: undefined,
    rawUsage: undefined,
    responseModel: undefined,
    outputBytes: 0,
  };
}
