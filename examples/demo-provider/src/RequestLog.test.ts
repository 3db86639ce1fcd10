import { DEFAULT_CREDENTIAL, startDemoProvider } from './startDemoProvider';
import { TestProvider, chat } from './__testUtils__/TestProvider';

let provider: TestProvider;

beforeAll(async () => {
  provider = await TestProvider.start();
});

afterAll(async () => {
  await provider.stop();
});

describe('the log of requests', () => {
  it('says of a stream that its client went', async () => {
    const stream = await provider.client.chat.completions.create({
      ...chat('chunk-delay:20'),
      stream: true,
    });
    for await (const _ of stream) {
      break;
    }

    expect(await provider.lastRequest()).toMatchObject({
      status: 200,
      outcome: 'client-gone',
    });
  });

  it('can be asked for, and holds everything but the credential', async () => {
    await provider.client.chat.completions.create({
      ...chat(''),
      user: 'somebody',
    });
    const { total, items } = await (
      await fetch(new URL('/__requests', provider.url))
    ).json();

    expect(total).toBe(provider.requests.length);
    expect(items[items.length - 1]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json' },
      body: { user: 'somebody' },
      status: 200,
      outcome: 'finished',
    });
    expect(JSON.stringify(items)).not.toContain(DEFAULT_CREDENTIAL);
  });

  it('cannot be asked for unless the provider was started for that', async () => {
    const closed = await startDemoProvider();
    const response = await fetch(new URL('/__requests', closed.url));
    await closed.stop();

    expect(response.status).toBe(404);
  });
});
