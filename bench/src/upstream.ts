import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * The model provider of the benchmark, a process of its own: it answers at once
 * and always the same, and counts what it was asked. What a request says in its
 * prompt tells how its stream is paced.
 */

/** Events of a stream. */
const EVENTS = 20;
/** Between the events of a stream that is to be held open. */
const SLOW_EVENT_MS = 500;

const USAGE = {
  prompt_tokens: 12,
  completion_tokens: 20,
  total_tokens: 32,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
};
const COMMON = { id: 'chatcmpl-bench', created: 1_760_000_000 };
const MODEL = 'gpt-4o-mini-2024-07-18';

const ANSWER = JSON.stringify({
  ...COMMON,
  object: 'chat.completion',
  model: MODEL,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'A short answer, as any other.' },
      finish_reason: 'stop',
    },
  ],
  usage: USAGE,
});

const DELTA = chunkOf({
  choices: [{ index: 0, delta: { content: 'word ' }, finish_reason: null }],
});
const LAST_EVENTS = [
  chunkOf({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  chunkOf({ choices: [], usage: USAGE }),
  'data: [DONE]\n\n',
].join('');

function chunkOf(fields: object): string {
  return `data: ${JSON.stringify({
    ...COMMON,
    object: 'chat.completion.chunk',
    model: MODEL,
    ...fields,
  })}\n\n`;
}

let requests = 0;

const server = createServer((message, response) => {
  const parts: Buffer[] = [];
  message.on('data', part => parts.push(part));
  message.on('end', () => {
    const body = Buffer.concat(parts).toString('latin1');
    // The gateway's own checks of its provider are not part of the load.
    requests += Number(body.includes('"messages"'));
    if (body.includes('bench:broken')) {
      breakOff(response);
    } else if (body.includes('"stream":true')) {
      sendStream(response, body.includes('bench:slow'));
    } else {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(ANSWER),
      });
      response.end(ANSWER);
    }
  });
});

function sendStream(response: ServerResponse, isSlow: boolean): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let left = EVENTS;
  const next = () => {
    response.write(DELTA);
    left -= 1;
    if (left === 0) {
      response.end(LAST_EVENTS);
    } else if (isSlow) {
      setTimeout(next, SLOW_EVENT_MS);
    } else {
      setImmediate(next);
    }
  };
  next();
}

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(DELTA, () => response.destroy());
}

server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', question => {
  if (question === 'count') {
    process.send!({ requests });
  }
});
