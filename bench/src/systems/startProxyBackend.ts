import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../Child.ts';
import { NODE_TRANSFORM, ROOT, SOURCES, WORKSPACE } from '../paths.ts';
import { freePort } from './freePort.ts';
import type { System } from './System.ts';
import { waitFor } from './waitFor.ts';

/** Backstage's own `proxy-backend`, open to everybody. */
export async function startProxyBackend(upstream: number): Promise<System> {
  const port = await freePort();
  const config = join(WORKSPACE, 'proxy-backend.json');
  mkdirSync(WORKSPACE, { recursive: true });
  writeFileSync(
    config,
    JSON.stringify({
      app: { baseUrl: `http://localhost:${port}` },
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { port, host: '127.0.0.1' },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      proxy: {
        endpoints: {
          '/model': {
            target: `http://127.0.0.1:${upstream}`,
            credentials: 'dangerously-allow-unauthenticated',
          },
        },
      },
    }),
  );
  const child = Child.start(
    'proxy-backend',
    join(SOURCES, 'systems', 'proxyBackend.ts'),
    {
      cwd: join(ROOT, 'bench'),
      execArgv: NODE_TRANSFORM,
      args: ['--config', config],
    },
  );
  await waitFor('The start of proxy-backend', async () => {
    const health = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
    return (await fetch(health)).ok;
  });
  return {
    name: 'Backstage proxy-backend',
    port,
    path: '/api/proxy/model/v1/chat/completions',
    headers: {},
    model: 'gpt-4o-mini',
    child,
    stop: () => child.stop(),
  };
}
