import {
  APIRequestContext,
  Browser,
  expect,
  Locator,
  Page,
  test,
} from '@playwright/test';
import OpenAI from 'openai';
import { callControlPlane } from '../callControlPlane';
import { expectAccessible } from '../expectAccessible';
import { signInAs } from '../signInAs';
import { takePictures } from '../takePictures';

const MODEL = 'gpt-4o-mini';
const APPROVERS = /Who can approve it: .*(Rafael Ortega|Viktor Halvorsen)/;
const WHY = 'The nightly batch labels 40,000 scans.';
const REFUSED_WHY = 'Packing slips of all warehouses, every hour.';

/** Who asks through the API, for which team, and why. */
const ASKED = [
  ['jonas.lindqvist', 'shipment-tracking', 'Release notes of each week.'],
  ['marta.kowalska', 'customer-portal', 'Tests for the booking form.'],
  ['tom.brennan', 'customer-portal', 'The search index is rebuilt.'],
  ['elif.demir', 'route-planning', 'Timetables of 12 countries are compared.'],
  ['henrik.sandvik', 'route-planning', 'Names of stops are made uniform.'],
  ['lucas.ferreira', 'warehouse-systems', 'Labels for 9,000 damage photos.'],
  ['nadia.haddad', 'data-insights', 'All tenders of 2025 once more.'],
  ['rafael.ortega', 'data-insights', 'Migration of 300 queries.'],
  ['hana.suzuki', 'warehouse-systems', REFUSED_WHY],
];

test('an approver decides about ten keys, and one of them is collected, rotated and used', async ({
  page: amina,
  browser,
  request,
}) => {
  const problems = watch(amina);
  const viktor = await newPage(browser, problems);

  await test.step('nine people ask for more than policy gives', async () => {
    await acknowledge(request, 'amina.okafor');
    for (const [name, team, justification] of ASKED) {
      await acknowledge(request, name);
      await callControlPlane(request, person(name), {
        method: 'post',
        path: '/key-requests',
        data: {
          owner: `group:default/${team}`,
          purpose: 'code-assistance',
          tier: 'internal',
          models: [MODEL],
          ceilingUsd: '250',
          actsAlone: false,
          justification,
        },
      });
    }
  });

  await test.step('the tenth sees beforehand that an approver decides, and who', async () => {
    await signInAs(amina, 'Amina Okafor');
    await amina.getByRole('link', { name: 'Get a key' }).first().click();
    await fillIn(amina, 'No, a person');
    await expect(amina.getByText('issued at once')).toBeVisible();
    await amina.getByLabel('Ceiling of the key').fill('250');
    await expect(amina.getByText('This key needs an approver.')).toBeVisible();
    await expect(amina.getByText(APPROVERS)).toBeVisible();
    await amina.getByLabel('Why you need it').fill(WHY);
    await check(amina, 'keys-1-needs-approver');
    await amina.getByRole('button', { name: 'Send to an approver' }).click();
    await expect(
      amina.getByText('Your request waits for an approver'),
    ).toBeVisible();
    await check(amina, 'keys-2-sent');
    await amina.getByRole('link', { name: 'See my requests' }).click();
    const mine = section(amina, 'My key requests');
    await expect(mine).toContainText('Waits for an approver');
    await expect(mine).toContainText(WHY);
    await check(amina, 'keys-3-home-waiting');
  });

  await test.step('the approver finds them in the inbox', async () => {
    await signInAs(viktor, 'Viktor Halvorsen');
    await viktor.goto('/ai-foundation/governance');
    const item = viktor
      .getByRole('listitem')
      .filter({ hasText: 'Decide about a key for Shipment Tracking' });
    await check(viktor, 'keys-4-inbox');
    await item.getByRole('link').last().click();
    await expect(
      viktor.getByRole('heading', { name: 'Keys', exact: true }),
    ).toBeVisible();
    await expect(asked(viktor, WHY)).toBeVisible();
    await check(viktor, 'keys-5-to-decide');
  });

  await test.step('nine are approved together, and one is refused', async () => {
    const approved = [WHY, ...ASKED.map(([, , why]) => why).slice(0, -1)];
    for (const why of approved) {
      await asked(viktor, why).locator('label').click();
    }
    await expect(viktor.getByText('9 requests chosen')).toBeVisible();
    await viktor
      .getByRole('textbox', { name: /^Reason/ })
      .fill('Within the budget of each team.');
    await check(viktor, 'keys-6-chosen');
    await viktor.getByRole('button', { name: 'Approve' }).click();
    await expect(viktor.getByText('9 requests are approved')).toBeVisible();

    await asked(viktor, REFUSED_WHY).locator('label').click();
    await viktor
      .getByRole('textbox', { name: /^Reason/ })
      .fill('Once a day is enough for slips.');
    await viktor.getByRole('button', { name: 'Refuse' }).click();
    await expect(viktor.getByText('1 request is refused')).toBeVisible();
    const decided = section(viktor, 'Decided and ended requests');
    await expect(decided).toContainText('Once a day is enough for slips.');
    await check(viktor, 'keys-7-decided');
  });

  await test.step('who was refused reads why', async () => {
    const hana = await newPage(browser, problems);
    await signInAs(hana, 'Hana Suzuki');
    const mine = section(hana, 'My key requests');
    await expect(mine).toContainText('Refused');
    await expect(mine).toContainText('Once a day is enough for slips.');
    await check(hana, 'keys-8-home-refused');
    await hana.context().close();
  });

  const { secret, client } =
    await test.step('who was approved collects the key, and sees its secret once', async () => {
      await amina.reload();
      const mine = section(amina, 'My key requests');
      await expect(mine).toContainText('Approved; collect the key');
      await check(amina, 'keys-9-home-approved');
      await mine.getByRole('link', { name: /^Collect key/ }).click();
      await expect(amina.getByText(WHY)).toBeVisible();
      await check(amina, 'keys-10-collect');
      await amina.getByRole('button', { name: 'Issue the key now' }).click();
      const shown = await amina.getByTestId('secret').innerText();
      const shell = await amina
        .locator('pre', { hasText: /^export OPENAI_BASE_URL/ })
        .innerText();
      await check(amina, 'keys-11-issued');
      const baseURL = /OPENAI_BASE_URL='([^']+)'/.exec(shell)?.[1];
      const open = new OpenAI({ baseURL, apiKey: shown, maxRetries: 0 });
      expect(await ask(open)).toBe('answered');
      await expect(section(amina, 'Your first request')).toContainText(
        'It worked',
      );
      await amina.getByText('I have stored the secret').click();
      await amina.getByRole('button', { name: 'Done' }).click();
      await expect(
        amina.getByRole('heading', { name: 'Home', exact: true }),
      ).toBeVisible();
      await expect(amina.getByText(shown)).toHaveCount(0);
      return { secret: shown, client: open };
    });

  await test.step('it gets a new secret, and both work until the overlap ends', async () => {
    const [, id] = secret.split('_');
    const row = amina.getByRole('row').filter({ hasText: id });
    await row.getByRole('button', { name: /^Rotate key / }).click();
    const dialog = amina.getByRole('dialog');
    await expect(dialog).toContainText('Both secrets work');
    await check(amina, 'keys-12-rotate');
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    const next = await dialog.getByTestId('secret').innerText();
    expect(next).not.toBe(secret);
    await check(amina, 'keys-13-new-secret');
    await dialog.getByText('I have stored the secret').click();
    await dialog.getByRole('button', { name: 'Done' }).click();

    const renewed = client.withOptions({ apiKey: next });
    await expect.poll(() => ask(renewed)).toBe('answered');
    expect(await ask(client)).toBe('answered');
    await expect(row).toContainText('The earlier secret works until');
    await check(amina, 'keys-14-overlap');

    await row.getByRole('button', { name: /^End overlap now/ }).click();
    await expect.poll(() => ask(client), { timeout: 2_000 }).toBe('401');
    expect(await ask(renewed)).toBe('answered');
    await expect(row).not.toContainText('The earlier secret works until');
  });

  expect(problems).toEqual([]);
});

test('an agent gets no key, and what the working group hears of it is triaged', async ({
  page: henrik,
  browser,
  request,
}) => {
  const problems = watch(henrik);
  const viktor = await newPage(browser, problems);
  const title = 'Henrik Sandvik plans an agent';

  await test.step('the form refuses it and says where to go', async () => {
    await acknowledge(request, 'henrik.sandvik');
    await signInAs(henrik, 'Henrik Sandvik');
    await henrik.getByRole('link', { name: 'Get a key' }).first().click();
    await fillIn(henrik, 'Yes, it acts on its own');
    await expect(henrik.getByText('This key would be refused.')).toBeVisible();
    await expect(
      henrik.getByRole('button', { name: 'Issue key' }),
    ).toBeDisabled();
    await check(henrik, 'keys-15-agent');
    await henrik
      .getByRole('button', { name: 'Tell the working group' })
      .click();
    await expect(
      henrik.getByText('The working group knows of it'),
    ).toBeVisible();
  });

  await test.step('the finding waits, and gets an owner and a day', async () => {
    await signInAs(viktor, 'Viktor Halvorsen');
    await viktor.goto('/ai-foundation/governance/findings');
    const finding = viktor.getByRole('listitem').filter({ hasText: title });
    await expect(finding).toContainText('Waits for a decision');
    await check(viktor, 'keys-16-findings');
    await finding.getByRole('button', { name: `Decide: ${title}` }).click();
    const dialog = viktor.getByRole('dialog');
    await choose(dialog, /^Defer to the plan/);
    await dialog.getByRole('button', { name: /Who sees to it/ }).click();
    await viktor.getByRole('option', { name: 'Elif Demir' }).click();
    await dialog.getByRole('textbox', { name: /^Due/ }).fill(inDays(60));
    await dialog
      .getByRole('textbox', { name: /^Reason/ })
      .fill('Dispatch is a case for Stage 2.');
    await check(viktor, 'keys-17-triage');
    await dialog.getByRole('button', { name: 'Record decision' }).click();
    await expect(viktor.getByText('The decision is recorded')).toBeVisible();
    await expect(finding).toContainText('Deferred to Stage 2');
    await expect(finding).toContainText('Elif Demir sees to it');
    await check(viktor, 'keys-18-triaged');
  });

  expect(problems).toEqual([]);
});

/** What a person asks for beside how it acts. */
async function fillIn(page: Page, acts: string) {
  await page.getByRole('button', { name: /For what/ }).click();
  await page.getByRole('option').first().click();
  await choose(page, /^Code assistance/);
  await choose(page, /^Internal/);
  await choose(page, /^GPT-4o mini/);
  await choose(page, new RegExp(`^${acts}`));
}

async function acknowledge(request: APIRequestContext, name: string) {
  const { version, sha256 } = await callControlPlane<{
    version: string;
    sha256: string;
  }>(request, person(name), { method: 'get', path: '/aup/current' });
  await callControlPlane(request, person(name), {
    method: 'post',
    path: `/aup/versions/${version}/acknowledgements`,
    data: { sha256 },
  });
}

/** In a browser of its own, as another person. */
async function newPage(browser: Browser, problems: string[]): Promise<Page> {
  const context = await browser.newContext();
  return watched(await context.newPage(), problems);
}

function watch(page: Page): string[] {
  const problems: string[] = [];
  watched(page, problems);
  return problems;
}

function watched(page: Page, problems: string[]): Page {
  page.on('pageerror', error => problems.push(error.message));
  page.on('response', response => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  return page;
}

function asked(page: Page, why: string): Locator {
  return section(page, 'Key requests that wait for a decision')
    .getByRole('listitem')
    .filter({ hasText: why });
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name });
}

/** Chooses as people do, by the words: the input itself is drawn as something else. */
async function choose(within: Page | Locator, words: RegExp) {
  await within.locator('label', { hasText: words }).click();
}

async function check(page: Page, name: string) {
  await page.waitForLoadState('networkidle');
  await takePictures(page, name);
  await expectAccessible(page);
}

async function ask(client: OpenAI): Promise<string> {
  return client.chat.completions
    .create({
      model: MODEL,
      messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
    })
    .then(
      () => 'answered',
      error => String(error.status),
    );
}

function person(name: string): string {
  return `user:default/${name}`;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
