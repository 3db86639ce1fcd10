import { ServerResponse } from 'node:http';
import { GatewayError } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Call } from '../Call';
import { refused } from '../decision/Control';
import { ControlRefusal } from '../decision/ControlRefusal';
import { PolicyKey } from '../policy/PolicySnapshot';
import { ConcurrencyGate, Leave, Turned } from './ConcurrencyGate';

const RETRY_AFTER_SECONDS = 1;

/**
 * Lets a request in, once there is room for it: before its body is read, so that
 * who waits takes up no memory.
 *
 * @throws GatewayError 429 where its key has too many running, 503 where the
 *   process has.
 */
export async function enter(
  gate: ConcurrencyGate,
  call: Call,
  key: PolicyKey,
): Promise<Leave> {
  const limit = key.limits.concurrency;
  const result = await gate.enter({ id: key.id, limit }, () =>
    goneSignal(call.response),
  );
  if (typeof result === 'function') {
    return result;
  }
  throw refusalOf(result, gate, limit);
}

function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) {
    controller.abort();
  } else {
    response.once('close', () => controller.abort());
  }
  return controller.signal;
}

function refusalOf(
  { away, by }: Turned,
  gate: ConcurrencyGate,
  limit: number | undefined,
): GatewayError {
  if (away === 'gone') {
    return new GatewayError({
      status: 499,
      code: 'client_closed_request',
      message: 'The client went away while its request waited.',
    });
  }
  const { running, waiting, maxRunning } = gate.state;
  const refusal =
    by === 'key'
      ? {
          status: 429,
          code: 'rate_limited',
          message: `The key may have ${limit} requests at the same time, and has them. Try again in a moment, or ask for a key with more in the portal.`,
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        }
      : {
          status: 503,
          code: 'overloaded',
          message:
            'The gateway works on as many requests as it can, and others wait already. Try again in a moment.',
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        };
  const inputs = { concurrency: limit, running, waiting, maxRunning, away };
  const { verdict } = refused('concurrency', inputs, refusal);
  return new ControlRefusal({ verdict, refusal });
}
