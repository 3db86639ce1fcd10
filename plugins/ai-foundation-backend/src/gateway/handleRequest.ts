import { PriceVersion } from '../governance/models/governedFields';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AiFoundationConfig,
  ProviderConfig,
} from '../kernel/AiFoundationConfig';
import { Clock } from '../kernel/Clock';
import { admit } from './admit';
import { answerError } from './answerError';
import { Call } from './Call';
import { decide, Decision } from './decide';
import { ModelRequest, Operation } from './dialects/Dialect';
import { forward, Forwarded } from './forward';
import { GatewayError } from './GatewayError';
import { identify, presentedKey } from './identify';
import { Ledger, LedgerUnavailableError } from './ledger/types';
import { PolicyModel, PolicySnapshot } from './policy/PolicySnapshot';
import { read } from './read';
import { settle } from './settle';
import { ClientWatch } from './upstream/ClientWatch';
import { InFlight } from './upstream/InFlight';
import { ProviderPools } from './upstream/ProviderPools';

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
  pools: ProviderPools;
  inFlight: InFlight;
  clock: Clock;
  logger: LoggerService;
}

/**
 * A request's way: identify, read, decide, admit, forward, settle. There is no
 * other way to a provider.
 */
export async function handleRequest(
  gateway: GatewayContext,
  operation: Operation,
  call: Call,
): Promise<void> {
  const { gateway: limits } = gateway.config;
  try {
    const presented = presentedKey(call.message);
    const policy = await gateway.policy(presented.id);
    const key = (call.key = identify(presented, policy));
    const request = (call.request = await read(
      call.message,
      operation,
      limits.maxBodyBytes,
    ));
    const decision = (call.decision = decide(
      questionOf(call, operation, request),
      key,
      policy,
      call.arrivedAtMs,
    ));
    const route = routeOf(decision, gateway.config);
    await admit(gateway.ledger, {
      subject: call.subject(key),
      request,
      ...route,
      requestTimeoutMs: limits.requestTimeoutMs,
    });
    await serve(gateway, call, { operation, request, ...route });
  } catch (error) {
    await refuse(gateway, call, toGatewayError(gateway, error));
  }
}

function questionOf(call: Call, operation: Operation, request: ModelRequest) {
  return {
    model: request.model,
    modelType: operation.modelType,
    declaredTier: call.header('x-ai-data-tier'),
    serviceTier: request.serviceTier,
  };
}

interface Route {
  model: PolicyModel;
  price: PriceVersion;
  provider: ProviderConfig;
}

/** Where an allowed request goes. */
function routeOf(decision: Decision, config: AiFoundationConfig): Route {
  if (decision.refusal) {
    throw new GatewayError(decision.refusal);
  }
  const { model, price } = decision;
  const provider = model && config.providers.get(model.provider);
  if (!model || !price || !provider) {
    throw new GatewayError({
      status: 503,
      code: 'provider_not_configured',
      message: `The gateway has no provider '${model?.provider}'. Tell the platform team.`,
    });
  }
  return { model, price, provider };
}

/** Forwards an admitted request, and settles it whatever happens. */
async function serve(
  gateway: GatewayContext,
  call: Call,
  route: Route & { operation: Operation; request: ModelRequest },
): Promise<void> {
  const watch = new ClientWatch({
    response: call.response,
    config: gateway.config.gateway,
    inFlight: gateway.inFlight,
  });
  let forwarded: Forwarded = BROKEN;
  try {
    const pool = gateway.pools.for(route.provider);
    forwarded = await forward({ call, pool, watch, ...route });
  } catch (error) {
    gateway.logger.error(
      `Request ${call.id} failed in the gateway`,
      error as Error,
    );
    await answerError(call, internalError());
  } finally {
    watch.stop();
    await gateway.ledger.settle(
      settle({
        ...route,
        requestId: call.id,
        forwarded,
        settledAtMs: gateway.clock(),
        durationMs: call.elapsedMs(),
      }),
    );
  }
}

/** What is known where the gateway itself failed: a model may have worked. */
const BROKEN: Forwarded = {
  outcome: 'truncated',
  httpStatus: undefined,
  errorCode: 'internal_error',
  providerRequestId: undefined,
  report: {
    usage: undefined,
    rawUsage: undefined,
    responseModel: undefined,
    outputBytes: 0,
  },
  whole: false,
  timeToFirstByteMs: undefined,
};

/** Writes down a refusal where it is known whose it is, then answers it. */
export async function refuse(
  gateway: GatewayContext,
  call: Call,
  error: GatewayError,
): Promise<void> {
  if (call.key) {
    try {
      await gateway.ledger.refuse({
        subject: call.subject(call.key),
        httpStatus: error.status,
        errorCode: error.code,
        settledAtMs: gateway.clock(),
        durationMs: call.elapsedMs(),
      });
    } catch (ledgerError) {
      gateway.logger.warn(
        `The refusal of request ${call.id} has no row: ${ledgerError}`,
      );
    }
  }
  await answerError(call, error);
}

export function toGatewayError(
  gateway: GatewayContext,
  error: unknown,
): GatewayError {
  if (error instanceof GatewayError) {
    return error;
  }
  if (error instanceof LedgerUnavailableError) {
    return new GatewayError({
      status: 503,
      code: 'ledger_unavailable',
      message:
        'The gateway cannot write its records now, and sends nothing on without them. Try again in a moment.',
      retryAfterSeconds: 1,
    });
  }
  gateway.logger.error('A request failed in the gateway', error as Error);
  return internalError();
}

function internalError(): GatewayError {
  return new GatewayError({
    status: 500,
    code: 'internal_error',
    message:
      'The gateway failed at this request. Tell the platform team its id.',
  });
}
