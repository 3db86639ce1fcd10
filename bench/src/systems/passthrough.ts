import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

// The floor: what a Node server costs that reads a request, sends it on with
// undici and passes the answer back, with no other thought.

const pool = new Pool(process.argv[2], { connections: 512 });

const server = createServer((message, response) => {
  const parts: Buffer[] = [];
  message.on('data', part => parts.push(part));
  message.on('end', () => {
    void pool.stream(
      {
        method: 'POST',
        path: message.url ?? '/',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(parts),
      },
      ({ statusCode, headers }) => {
        response.statusCode = statusCode;
        for (const name of ['content-type', 'content-length']) {
          const value = headers[name];
          if (value !== undefined) {
            response.setHeader(name, value);
          }
        }
        return response;
      },
    );
  });
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
