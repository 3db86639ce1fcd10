import {
  APIRequestContext,
  Browser,
  expect,
  Page,
  test,
} from '@playwright/test';
import { callControlPlane } from '../callControlPlane';
import { expectAccessible } from '../expectAccessible';
import { signInAs } from '../signInAs';
import { takePictures } from '../takePictures';

const MARTA = 'user:default/marta.kowalska';
const TEAM = 'Customer Portal';
const MODEL = 'gpt-4o-mini';
const AREA = '/ai-foundation/governance/exemptions';

const WORDS = {
  'Why it is needed': 'The texts of the help pages quote tickets of customers.',
  Risk: 'A name that a customer wrote reaches OpenAI and stays 30 days.',
  'What reduces the risk': 'Names are replaced before each prompt.',
  'What ends it before its time':
    'OpenAI changes its terms on data of the API.',
};

test('an exemption opens the gateway to Restricted data, and its revocation closes it', async ({
  page: marta,
  browser,
  request,
}) => {
  const problems = watch(marta);
  const viktor = await newPage(browser, problems);
  const claire = await newPage(browser, problems);
  const ask = await keyOfTheTeam(request);
  let id = '';

  await test.step('Restricted data is refused before', async () => {
    expect(await ask('internal')).toBe('answered');
    expect(await ask('restricted')).toBe('tier_not_permitted');
  });

  await test.step('a lead requests an exemption', async () => {
    await signInAs(marta, 'Marta Kowalska');
    await marta.goto(AREA);
    await marta.getByRole('button', { name: 'Request an exemption' }).click();
    const dialog = marta.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Choose one For/ }).click();
    await marta
      .getByRole('group', { name: 'Teams' })
      .getByRole('option', { name: TEAM })
      .click();
    await choose(dialog, /^D3/);
    await choose(dialog, /^Let the gateway send data/);
    await choose(dialog, /^GPT-4o mini$/);
    for (const [label, words] of Object.entries(WORDS)) {
      await dialog
        .getByRole('textbox', { name: new RegExp(`^${label}`) })
        .fill(words);
    }
    await check(marta, 'exemptions-1-request');
    await dialog.getByRole('button', { name: 'Request', exact: true }).click();
    await expect(dialog).toBeHidden();
    const mine = marta
      .getByRole('listitem')
      .filter({ hasText: 'Waits for security and legal' })
      .first();
    await expect(mine).toContainText(TEAM);
    id = /EX-\d+/.exec(await mine.innerText())?.[0] ?? '';
    await check(marta, 'exemptions-2-requested');
    expect(await ask('restricted')).toBe('tier_not_permitted');
  });

  await test.step('security agrees, and that alone opens nothing', async () => {
    await signInAs(viktor, 'Viktor Halvorsen');
    await agree(viktor, id, 'Replacement was tested with 500 tickets.');
    expect(await ask('restricted')).toBe('tier_not_permitted');
  });

  await test.step('legal agrees, and the gateway lets the data through', async () => {
    await signInAs(claire, 'Claire Fontaine');
    await agree(claire, id, 'Covered by the processing agreement.');
    await expect(item(claire, id)).toContainText('In force, ends');
    await expect
      .poll(() => ask('restricted'), { intervals: [100], timeout: 2_000 })
      .toBe('answered');
    await marta.reload();
    await expect(item(marta, id)).toContainText('In force, ends');
    await check(marta, 'exemptions-5-in-force');
  });

  await test.step('a revocation closes the gateway within 2 seconds', async () => {
    await viktor.reload();
    await viktor.getByRole('button', { name: `Revoke ${id}` }).click();
    const dialog = viktor.getByRole('dialog');
    await expect(dialog).toContainText('within two seconds');
    await dialog
      .getByRole('textbox', { name: 'Reason' })
      .fill('A test found a name that was not replaced.');
    await check(viktor, 'exemptions-6-revoke');
    const revokedAt = Date.now();
    await dialog.getByRole('button', { name: /^Revoke/ }).click();
    await expect
      .poll(() => ask('restricted'), { intervals: [100] })
      .toBe('tier_not_permitted');
    expect(Date.now() - revokedAt).toBeLessThan(2_000);
    await expect(item(viktor, id)).toContainText('Revoked');
    await check(viktor, 'exemptions-7-revoked');
    expect(await ask('internal')).toBe('answered');
  });

  expect(problems).toEqual([]);
});

async function agree(page: Page, id: string, reason: string) {
  await page.goto(AREA);
  await expect(
    page.getByRole('region', { name: 'Waiting for your decision' }),
  ).toContainText(id);
  await page.getByRole('button', { name: `Decide about ${id}` }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, /^Agree/);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await check(page, `exemptions-decide-${reason.split(' ')[0].toLowerCase()}`);
  await dialog.getByRole('button', { name: 'Record decision' }).click();
  await expect(dialog).toBeHidden();
}

function item(page: Page, id: string) {
  return page.getByRole('listitem').filter({ hasText: `${id}, ` });
}

/** Chooses as people do, by the words: the input itself is drawn as something else. */
async function choose(within: ReturnType<Page['getByRole']>, words: RegExp) {
  await within.locator('label', { hasText: words }).click();
}

/** A key for Internal data, and what the gateway says to a request with it. */
async function keyOfTheTeam(request: APIRequestContext) {
  const call = <T>(method: 'get' | 'post', path: string, data?: object) =>
    callControlPlane<T>(request, MARTA, { method, path, data });
  const { version, sha256 } = await call<{
    version: string;
    sha256: string;
  }>('get', '/aup/current');
  await call('post', `/aup/versions/${version}/acknowledgements`, {
    sha256,
  });
  const { gateway } = await call<{ gateway: { openai: string } }>('get', '/me');
  const { secret } = await call<{ secret: string }>('post', '/keys', {
    owner: 'group:default/customer-portal',
    purpose: 'code-assistance',
    tier: 'internal',
    models: [MODEL],
    actsAlone: false,
  });
  return async (tier: string): Promise<string> => {
    const answer = await request.post(`${gateway.openai}/chat/completions`, {
      headers: { authorization: `Bearer ${secret}`, 'x-ai-data-tier': tier },
      data: {
        model: MODEL,
        messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
      },
    });
    return answer.ok() ? 'answered' : (await answer.json()).error.code;
  };
}

async function newPage(browser: Browser, problems: string[]) {
  const context = await browser.newContext();
  const page = await context.newPage();
  watch(page, problems);
  return page;
}

function watch(page: Page, problems: string[] = []) {
  page.on('pageerror', error => problems.push(error.message));
  page.on('response', response => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  return problems;
}

async function check(page: Page, name: string) {
  await takePictures(page, name);
  await expectAccessible(page);
}
