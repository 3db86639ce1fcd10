import { APIRequestContext, expect, Page, test } from '@playwright/test';
import { callControlPlane } from '../callControlPlane';
import { check, openAs } from '../openAs';

const MARTA = 'user:default/marta.kowalska';
const MODEL = 'gpt-4o-mini';
const PAGE = '/ai-foundation/simulator';

test('the simulator says why a request was refused, and what would do', async ({
  browser,
  request,
}) => {
  const problems: string[] = [];
  const { keyId, refusedId } = await refusedRequest(request);

  await test.step('an engineer asks a refused request again', async () => {
    const marta = await openAs(browser, 'Marta Kowalska', problems);
    await marta.goto(`/ai-foundation/requests/${refusedId}`);
    await marta.getByRole('link', { name: 'Simulate again' }).click();
    await expect(answer(marta)).toContainText(
      'It would be refused: 403 tier_not_permitted',
    );
    await expect(answer(marta)).toContainText('request an exemption');
    await check(marta, 'simulator-1-refused');

    await pick(
      marta,
      /Data tier that the request declares/,
      'None: that of the key',
    );
    await expect(answer(marta)).toContainText('It would go to');
    await expect(answer(marta)).toContainText('Held before it is sent');
    await check(marta, 'simulator-2-admitted');
    await expect(
      marta.getByRole('region', { name: 'Try a change' }),
    ).toBeHidden();
  });

  await test.step('a key is prefilled from the address', async () => {
    const marta = await openAs(browser, 'Marta Kowalska', problems);
    await marta.goto(`${PAGE}?key=${keyId}`);
    await pick(marta, /Model it asks for/, 'GPT-4o mini');
    await expect(answer(marta)).toContainText('It would go to');
  });

  await test.step('operations looks back at what a change would have refused', async () => {
    const sofia = await openAs(browser, 'Sofia Marino', problems);
    await sofia.goto(PAGE);
    await pick(sofia, /^Choose one Change/, 'Suspend or retire a model');
    await pick(sofia, /^Choose one Model$/, 'GPT-4o mini');
    await pick(sofia, /It becomes/, 'Suspended');
    await sofia.getByRole('button', { name: 'Look back' }).click();
    const change = sofia.getByRole('region', { name: 'Try a change' });
    await expect(change).toContainText('It would have refused');
    await expect(
      change.getByRole('grid', { name: 'What it would have met' }),
    ).toContainText('it is suspended');
    await check(sofia, 'simulator-3-change');
  });

  expect(problems).toEqual([]);
});

function answer(page: Page) {
  return page.getByRole('region', { name: 'What would happen' });
}

async function pick(page: Page, field: RegExp, option: string) {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** One request that was answered and one that its data tier kept back, with a key of Marta's. */
async function refusedRequest(request: APIRequestContext) {
  const call = <T>(method: 'get' | 'post', path: string, data?: object) =>
    callControlPlane<T>(request, MARTA, { method, path, data });
  const { version, sha256 } = await call<{ version: string; sha256: string }>(
    'get',
    '/aup/current',
  );
  await call('post', `/aup/versions/${version}/acknowledgements`, { sha256 });
  const { gateway } = await call<{ gateway: { openai: string } }>('get', '/me');
  const { key, secret } = await call<{ key: { id: string }; secret: string }>(
    'post',
    '/keys',
    {
      owner: 'group:default/customer-portal',
      purpose: 'code-assistance',
      tier: 'internal',
      models: [MODEL],
      actsAlone: false,
    },
  );
  const ask = (tier: string) =>
    request.post(`${gateway.openai}/chat/completions`, {
      headers: { authorization: `Bearer ${secret}`, 'x-ai-data-tier': tier },
      data: {
        model: MODEL,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
      },
    });
  expect((await ask('internal')).ok()).toBe(true);
  const refused = await ask('restricted');
  expect(refused.status()).toBe(403);
  return {
    keyId: key.id,
    refusedId: refused.headers()['x-ai-foundation-request-id'],
  };
}
