import { Attempts } from './Attempts';
import { Call } from './Call';
import { keepingContent } from './content/keepingContent';
import { enforce } from './decision/ControlRefusal';
import { decide } from './decision/decide';
import { keyControl } from './decision/keyControls';
import {
  ModelRequest,
  Operation,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { GatewayContext } from './GatewayContext';
import { inspect } from './inspection/inspect';
import { identify, presentedKey } from './identify';
import { Leave } from './limits/ConcurrencyGate';
import { enter } from './limits/enter';
import { read } from './read';
import { refuse, toGatewayError } from './refuse';
import { routeOf } from './routeOf';

/**
 * A request's way: identify, read, decide, then admit, forward and settle, once
 * for each attempt. There is no other way to a provider.
 */
export async function handleRequest(
  gateway: GatewayContext,
  operation: Operation,
  call: Call,
): Promise<void> {
  let leave: Leave | undefined;
  try {
    const presented = presentedKey(call.message);
    const policy = await gateway.policy(presented.id);
    const key = (call.key = identify(presented, policy));
    gateway.secretUse.note(key, call.arrivedAtMs);
    // Whoever has no working key is told that, whatever they send, and takes no place of others.
    enforce(keyControl(key, call.arrivedAtMs));
    leave = await enter(gateway.gate, call, key);
    const asRead = (call.request = await read(
      call,
      operation,
      gateway.config.gateway.maxBodyBytes,
    ));
    const facts = questionOf(call, operation, asRead);
    const { request, inspection } = await inspect(gateway.prompts, {
      question: facts,
      request: asRead,
      key,
      policy,
      nowMs: call.arrivedAtMs,
    });
    call.request = request;
    const question = { ...facts, inspection };
    call.decision = decide(question, key, policy, call.arrivedAtMs);
    const route = routeOf(call.decision, gateway.config.providers);
    const decideFor = async (model: string) => {
      const policyNow = await gateway.policy(presented.id);
      return decide(
        { ...question, model },
        identify(presented, policyNow),
        policyNow,
        gateway.clock(),
      );
    };
    const asked = { call, key, operation, request, decideFor };
    await keepingContent(gateway.content, { call, request, policy }, () =>
      new Attempts(gateway, asked).run(route),
    );
  } catch (error) {
    await refuse(gateway, call, toGatewayError(gateway, error));
  } finally {
    leave?.();
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
