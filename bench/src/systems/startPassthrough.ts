import { join } from 'node:path';
import { Child } from '../Child.ts';
import { SOURCES } from '../paths.ts';
import type { System } from './System.ts';

/** The floor: a bare Node server with undici. */
export async function startPassthrough(upstream: number): Promise<System> {
  const child = Child.start(
    'passthrough',
    join(SOURCES, 'systems', 'passthrough.ts'),
    { args: [`http://127.0.0.1:${upstream}`] },
  );
  return {
    name: 'undici passthrough',
    port: await child.next<number>('port'),
    path: '/v1/chat/completions',
    headers: {},
    model: 'gpt-4o-mini',
    child,
    stop: () => child.stop(),
  };
}
