import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import { DEFAULT_CREDENTIAL, startDemoProvider } from '../startDemoProvider';
import type { DemoProvider } from '../startDemoProvider';

export const HELLO: OpenAI.Chat.ChatCompletionMessageParam[] = [
  { role: 'user', content: 'Hello' },
];

export const WEATHER_TOOL: OpenAI.Chat.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
    },
  },
};

/** A chat request that scripts its answer. */
export function chat(behaviour: string, rest: Record<string, unknown> = {}) {
  return {
    model: 'gpt-4o',
    messages: HELLO,
    metadata: { demo_behaviour: behaviour },
    ...rest,
  };
}

/** The events of a streamed answer, without their framing. */
export async function readEvents(response: Response): Promise<string[]> {
  return (await response.text())
    .split('\n\n')
    .filter(Boolean)
    .map(event => event.replace(/^data: /, ''));
}

/** A listening provider with two clients: the SDK and bare HTTP. */
export class TestProvider {
  readonly #provider: DemoProvider;
  readonly client: OpenAI;

  private constructor(provider: DemoProvider) {
    this.#provider = provider;
    this.client = this.createClient(DEFAULT_CREDENTIAL);
  }

  static async start(): Promise<TestProvider> {
    return new TestProvider(await startDemoProvider({ inspect: true }));
  }

  get url() {
    return this.#provider.url;
  }

  get requests() {
    return this.#provider.requests;
  }

  stop() {
    return this.#provider.stop();
  }

  createClient(apiKey: string) {
    return new OpenAI({ apiKey, baseURL: this.url, maxRetries: 0 });
  }

  post(body: unknown, init: RequestInit = {}) {
    return fetch(`${this.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${DEFAULT_CREDENTIAL}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  }

  /** The last request, once its answer has ended at both ends. */
  async lastRequest() {
    for (let tries = 0; tries < 100; tries++) {
      const last = this.requests[this.requests.length - 1];
      if (last.outcome !== 'open') {
        return last;
      }
      await sleep(10);
    }
    throw new Error('the last request is still open');
  }
}
