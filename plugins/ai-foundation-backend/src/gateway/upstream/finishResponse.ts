import { ServerResponse } from 'node:http';

/** Ends a response and waits until it is out, or its client gone. */
export function finishResponse(
  response: ServerResponse,
  body?: Buffer,
): Promise<void> {
  return new Promise(resolve => {
    response.once('close', resolve);
    response.end(body, () => resolve());
  });
}
