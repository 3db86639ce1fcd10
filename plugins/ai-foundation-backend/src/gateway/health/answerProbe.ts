import { IncomingMessage, ServerResponse } from 'node:http';
import { ReplicaHealth } from './ReplicaHealth';

/**
 * `GET /health/live` and `/health/ready` of the own port, for whatever starts
 * and balances processes. They tell nobody anything else; answers `undefined` for
 * any other path.
 */
export function answerProbe(
  health: ReplicaHealth,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> | undefined {
  if (message.url === '/health/live') {
    return answer(response, 200, 'live');
  }
  if (message.url === '/health/ready') {
    return health.isReady
      ? answer(response, 200, 'ready')
      : answer(response, 503, 'not-ready');
  }
  return undefined;
}

async function answer(
  response: ServerResponse,
  status: number,
  state: string,
): Promise<void> {
  const body = JSON.stringify({ status: state });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
