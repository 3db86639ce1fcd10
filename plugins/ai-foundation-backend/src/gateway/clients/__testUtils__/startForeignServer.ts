import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server of somebody else's, running as a program of its own. */
export interface ForeignServer {
  /** Without a path. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a program that serves HTTP on a free port, and waits until it answers.
 *
 * @param readyPath - answers 200 once it serves.
 */
export async function startForeignServer(options: {
  program: string;
  args(port: number): string[];
  env?(port: number): Record<string, string>;
  readyPath: string;
}): Promise<ForeignServer> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [options.program, ...options.args(port)],
    { env: { ...process.env, ...options.env?.(port) }, stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  await untilServed(url + options.readyPath, child);
  return {
    url,
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilServed(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    if (child.exitCode !== null) {
      throw new Error(`The server at ${url} ended with ${child.exitCode}`);
    }
    await sleep(50);
  }
  throw new Error(`Nothing serves ${url}`);
}
