import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../Child.ts';
import { WORKSPACE } from '../paths.ts';
import { freePort } from './freePort.ts';
import type { System } from './System.ts';
import { waitFor } from './waitFor.ts';

const VERSION = '1.15.2';
/** With later ones its streams answer 500. */
const SERVER_VERSION = '1.13.8';

/** Portkey's open gateway, as it comes: no keys of its own, no ledger. */
export async function startPortkey(upstream: number): Promise<System> {
  const port = await freePort();
  const child = Child.start('portkey', install(), {
    args: [`--port=${port}`, '--headless'],
  });
  await waitFor('The start of Portkey', async () => {
    await fetch(`http://127.0.0.1:${port}/`);
    return true;
  });
  return {
    name: `Portkey ${VERSION}`,
    port,
    path: '/v1/chat/completions',
    headers: {
      authorization: 'Bearer sk-bench',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `http://127.0.0.1:${upstream}/v1`,
    },
    model: 'gpt-4o-mini',
    child,
    stop: () => child.stop(),
  };
}

/** Into a folder of its own; answers its program. */
function install(): string {
  const folder = join(WORKSPACE, 'portkey');
  const program = join(
    folder,
    'node_modules',
    '@portkey-ai',
    'gateway',
    'build',
    'start-server.js',
  );
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({
        name: 'portkey-for-bench',
        private: true,
        dependencies: { '@portkey-ai/gateway': VERSION },
        overrides: { '@hono/node-server': SERVER_VERSION },
      }),
    );
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'inherit',
    });
  }
  return program;
}
