import { admit } from './admit';
import { answerError } from './answerError';
import { Call } from './Call';
import { decide } from './decision/decide';
import {
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { forward } from './forward';
import { GatewayContext } from './GatewayContext';
import { identify, presentedKey } from './identify';
import { read } from './read';
import { internalError, refuse, toGatewayError } from './refuse';
import { Route, routeOf } from './routeOf';
import { settle } from './settle';
import { ClientWatch } from './upstream/ClientWatch';
import { Forwarded, nothingSeen } from './upstream/Forwarded';

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
    gateway.secretUse.note(key, call.arrivedAtMs);
    const request = (call.request = await read(
      call,
      operation,
      limits.maxBodyBytes,
    ));
    const decision = (call.decision = decide(
      questionOf(call, operation, request),
      key,
      policy,
      call.arrivedAtMs,
    ));
    const route = routeOf(decision, gateway.config.providers);
    await admit(gateway.ledger, {
      subject: call.subject(key),
      operation,
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
    dialect: call.dialect.id,
    modelType: operation.modelType,
    declaredTier: call.header('x-ai-data-tier'),
    unpriced: request.unpriced,
  };
}

/** What is known where the gateway itself failed: a model may have worked. */
const BROKEN: Forwarded = {
  outcome: 'truncated',
  httpStatus: undefined,
  errorCode: 'internal_error',
  providerRequestId: undefined,
  report: nothingSeen(),
  whole: false,
  timeToFirstByteMs: undefined,
};

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
