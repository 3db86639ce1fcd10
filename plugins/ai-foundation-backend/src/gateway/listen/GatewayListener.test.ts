import { Agent, get, IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { generate } from 'selfsigned';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ListenConfig,
  readListenConfig,
} from '../../kernel/config/listenConfig';
import { GatewayListener } from './GatewayListener';

jest.setTimeout(30_000);

function listenConfig(overrides: Partial<ListenConfig> = {}): ListenConfig {
  const config = mockServices.rootConfig({
    data: { listen: { port: 0, host: '127.0.0.1' } },
  });
  return { ...readListenConfig(config)!, ...overrides };
}

describe('a port of its own', () => {
  let listener: GatewayListener;
  /** What a dialect's handler does; each test brings its own. */
  let handle: (message: IncomingMessage, response: ServerResponse) => void;

  async function start(overrides: Partial<ListenConfig> = {}) {
    listener = new GatewayListener({
      config: listenConfig(overrides),
      dispatch: (message, response) => {
        if (!message.url?.startsWith('/openai/')) {
          return undefined;
        }
        const closed = new Promise<void>(resolve => {
          response.once('close', resolve);
        });
        handle(message, response);
        return closed;
      },
      logger: mockServices.logger.mock(),
    });
    await listener.start();
  }

  beforeEach(() => {
    handle = (_, response) => response.end('hello');
  });

  afterEach(async () => {
    const drained = listener.drain();
    listener.close();
    await drained;
  });

  /** Sends bytes as they are; answers all that comes back until the connection ends. */
  async function raw(text: string): Promise<string> {
    const { hostname, port } = new URL(listener.url);
    const socket = connect(Number(port), hostname);
    socket.write(text);
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk;
    });
    await once(socket, 'close');
    return answer;
  }

  function ask(agent: Agent): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      get(`${listener.url}/openai/v1/models`, { agent }, resolve).on(
        'error',
        reject,
      );
    });
  }

  it('answers a path of no dialect with 404 and plain JSON', async () => {
    await start();
    const response = await fetch(`${listener.url}/api/ai-foundation/keys`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: { code: 'unknown_path', message: expect.any(String) },
    });
    const served = await fetch(`${listener.url}/openai/v1/models`);
    expect(await served.text()).toBe('hello');
  });

  it('waits for no client that sends its headers one by one', async () => {
    await start({ headersTimeoutMs: 300 });
    const startedAtMs = performance.now();
    const answer = await raw('GET /openai/v1/models HTTP/1.1\r\nHost: x\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(performance.now() - startedAtMs).toBeLessThan(4_000);
  });

  it('refuses headers over its limit', async () => {
    await start({ maxHeaderBytes: 2_048 });
    const answer = await raw(
      `GET /openai/v1/models HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(
        4_000,
      )}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });

  it('closes a connection after the requests that it may carry', async () => {
    await start({ maxRequestsPerConnection: 2 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const connections = [];
    for (let request = 0; request < 2; request += 1) {
      const response = await ask(agent);
      response.resume();
      connections.push(response.headers.connection);
      await once(response, 'end');
    }
    expect(connections).toEqual(['keep-alive', 'close']);
    agent.destroy();
  });

  it('lets a stream end when it is told to stop, and takes no connection', async () => {
    let finish = () => {};
    handle = (_, response) => {
      response.write('one ');
      finish = () => response.end('two');
    };
    await start();
    const url = `${listener.url}/openai/v1/models`;
    const agent = new Agent({ keepAlive: true });
    const response = await ask(agent);
    const drained = listener.drain();
    await expect(fetch(url)).rejects.toThrow();
    finish();
    let text = '';
    for await (const chunk of response) {
      text += chunk;
    }
    expect(text).toBe('one two');
    await drained;
    agent.destroy();
  });

  it('tells a client whose answer has not begun to close its connection', async () => {
    let answer = () => {};
    const asked = new Promise<void>(resolve => {
      handle = (_, response) => {
        answer = () => response.end('late');
        resolve();
      };
    });
    await start();
    const agent = new Agent({ keepAlive: true });
    const asking = ask(agent);
    await asked;
    const drained = listener.drain();
    answer();
    const response = await asking;
    expect(response.headers.connection).toBe('close');
    response.resume();
    await drained;
    agent.destroy();
  });

  it('speaks TLS, and takes a new certificate without a restart', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'listener-'));
    const files = {
      cert: join(directory, 'cert.pem'),
      key: join(directory, 'key.pem'),
    };
    const renew = async () => {
      const made = generate([{ name: 'commonName', value: 'localhost' }], {
        keySize: 2_048,
        algorithm: 'sha256',
      });
      await writeFile(files.key, made.private);
      await writeFile(files.cert, made.cert);
      return made.fingerprint.toUpperCase();
    };
    const presented = async () => {
      const socket = connectTls({
        port: Number(new URL(listener.url).port),
        host: '127.0.0.1',
        rejectUnauthorized: false,
      });
      await once(socket, 'secureConnect');
      const { fingerprint } = socket.getPeerCertificate();
      socket.destroy();
      return fingerprint;
    };
    const first = await renew();
    await start({ tls: files });
    expect(listener.url).toMatch(/^https:/);
    expect(await presented()).toBe(first);
    const second = await renew();
    const endAt = performance.now() + 10_000;
    while ((await presented()) !== second && performance.now() < endAt) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(await presented()).toBe(second);
    await rm(directory, { recursive: true });
  });
});
