import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal } from '../scripts/portal.cjs';

/** Starts the built portal with a demo provider and data of its own; answers how to stop it. */
export default async function startTestPortal() {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'ai-foundation-e2e-'));
  const [port, providerPort] = [await freePort(), await freePort()];
  const portal = await startPortal({
    env: process.env,
    port,
    providerPort,
    dataDirectory,
    name: 'browser-tests',
  });
  process.env.PORTAL_URL = portal.url;

  return async () => {
    await portal.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
