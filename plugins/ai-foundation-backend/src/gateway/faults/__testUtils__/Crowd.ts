import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

/** What a client knows of one request of its own. */
export interface Asked {
  /** Sent along as `x-client-request-id`. */
  id: string;
  /** `undefined` where no answer began. */
  status: number | undefined;
  /** The id of its row, as the answer named it. */
  requestId: string | undefined;
  /** Whether the client has seen a byte of a model's answer. */
  answered: boolean;
}

/** After a refusal or a failure, as a well-behaved client does. */
const PAUSE_MS = 100;

const KINDS = ['plain', 'stream', 'abort'] as const;

/** Many clients at once, each asking one request after the other. */
export class Crowd {
  readonly asked: Asked[] = [];
  readonly #urls: () => readonly string[];
  readonly #secret: string;
  readonly #pools = new Map<string, Pool>();
  #isOver = false;
  #clients: Promise<void>[] = [];

  /** @param options - `urls` of the replicas, asked anew for each request. */
  constructor(options: { urls: () => readonly string[]; secret: string }) {
    this.#urls = options.urls;
    this.#secret = options.secret;
  }

  start(clients: number): void {
    this.#clients = Array.from({ length: clients }, (_, client) =>
      this.#live(client),
    );
  }

  async finish(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#clients);
    await Promise.all([...this.#pools.values()].map(pool => pool.destroy()));
  }

  async #live(client: number): Promise<void> {
    for (let turn = client; !this.#isOver; turn += 1) {
      const urls = this.#urls();
      const asked = await this.#ask(
        urls[turn % urls.length],
        KINDS[turn % KINDS.length],
      );
      if (asked.status !== 200) {
        await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  async #ask(url: string, kind: (typeof KINDS)[number]): Promise<Asked> {
    const asked: Asked = {
      id: randomUUID(),
      status: undefined,
      requestId: undefined,
      answered: false,
    };
    this.asked.push(asked);
    try {
      const answer = await this.#poolOf(url).request({
        method: 'POST',
        path: '/openai/v1/chat/completions',
        headers: {
          authorization: `Bearer ${this.#secret}`,
          'content-type': 'application/json',
          'x-client-request-id': asked.id,
        },
        body: JSON.stringify({
          model: 'swift-1',
          max_completion_tokens: 20,
          stream: kind !== 'plain',
          messages: [{ role: 'user', content: 'Say something useful' }],
        }),
      });
      asked.status = answer.statusCode;
      asked.requestId = String(answer.headers['x-ai-foundation-request-id']);
      for await (const _ of answer.body) {
        asked.answered = answer.statusCode === 200;
        if (kind === 'abort') {
          break;
        }
      }
    } catch {
      // The replica died; what it owed is in its rows.
    }
    return asked;
  }

  #poolOf(url: string): Pool {
    const pool = this.#pools.get(url) ?? new Pool(url, { connections: 200 });
    this.#pools.set(url, pool);
    return pool;
  }
}
