import {
  ModelRequest,
  Operation,
  Upstream,
  UsageReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Call } from '../Call';
import { PolicyModel } from '../policy/PolicySnapshot';
import { ClientWatch } from './ClientWatch';
import { UpstreamLink } from './UpstreamLink';

/** An admitted attempt, with all that it takes to send it on. */
export interface Forwarding {
  call: Call;
  operation: Operation;
  request: ModelRequest;
  model: PolicyModel;
  link: UpstreamLink;
  /** How the dialect speaks to the provider in this attempt. */
  upstream: Upstream;
  watch: ClientWatch;
  /** Since the attempt began. */
  elapsedMs(): number;
}

/** How an attempt went at its provider. */
export interface Forwarded {
  outcome:
    | 'completed'
    | 'client_aborted'
    | 'upstream_error'
    | 'truncated'
    | 'timeout';
  /** As the client is told, unless another attempt follows; `undefined` where it had gone. */
  httpStatus: number | undefined;
  errorCode: string | undefined;
  providerRequestId: string | undefined;
  /** `undefined` where no model can have worked. */
  report: UsageReport | undefined;
  /** Whether the provider's answer came to its end. */
  whole: boolean;
  timeToFirstByteMs: number | undefined;
  /** A failure of which the client knows nothing yet. */
  untold: Untold | undefined;
}

/** A failure before the first byte went to the client. */
export interface Untold {
  /**
   * What may help: the same provider again, the same provider asked for less, or
   * another one. Nothing, where the fault is the request's or a model may have worked.
   */
  remedy: 'again' | 'ask-less' | 'elsewhere' | 'nothing';
  /** The pause that the provider asks for. */
  waitMs: number | undefined;
  /** Tells the client. */
  tell(): Promise<void>;
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
