import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, Page, test } from '@playwright/test';
import OpenAI from 'openai';
import { expectAccessible } from './expectAccessible';
import { SecretWatch } from './SecretWatch';
import { signInAs } from './signInAs';
import { takePictures } from './takePictures';

const TEAM = 'Shipment Tracking';
const TEAM_PATH = '/ai-foundation/teams/default/shipment-tracking';
const MODEL = 'gpt-4o-mini';
// Of the example catalog, in pico-dollars per token.
const INPUT_RATE = 150_000n;
const OUTPUT_RATE = 600_000n;

test('a newcomer gets from the first sign-in to a paid answer and back', async ({
  page,
}) => {
  await signInAs(page, 'Jonas Lindqvist');

  await test.step('Home says what to do first', async () => {
    const steps = section(page, 'Three steps to a first answer');
    await expect(steps).toBeVisible();
    await check(page, '1-home');
    await steps.getByRole('link', { name: 'Read the policy' }).click();
  });

  await test.step('the policy is read and acknowledged', async () => {
    const acknowledge = page.getByRole('button', {
      name: 'Acknowledge version 1.0',
    });
    await expect(acknowledge).toBeVisible();
    await check(page, '2-policy');
    await acknowledge.click();
    await expect(page.getByText('You acknowledged version 1.0')).toBeVisible();
    await section(page, 'Your acknowledgement')
      .getByRole('link', { name: 'Get a key' })
      .click();
  });

  await test.step('the form says what will be decided', async () => {
    await page.getByRole('button', { name: /For what/ }).click();
    await page.getByRole('option', { name: TEAM }).click();
    await choose(page, /^Code assistance/);
    await choose(page, /^Internal/);
    await choose(page, /^GPT-4o mini/);
    await choose(page, /^No, a person/);
    await expect(
      page.getByText('This key will be issued at once.'),
    ).toBeVisible();
    await check(page, '3-new-key');
    await page.getByRole('button', { name: 'Issue key' }).click();
  });

  const secret = await page.getByTestId('secret').innerText();
  const shell = await code(page, /^export OPENAI_BASE_URL/);
  const program = await code(page, /^curl /);
  const client = new OpenAI({
    baseURL: /OPENAI_BASE_URL='([^']+)'/.exec(shell)?.[1],
    apiKey: secret,
    maxRetries: 0,
  });
  let costPicoUsd = 0n;

  await test.step('a call with the shown address and secret is answered and shows its exact cost', async () => {
    await expect(
      page.getByText('Waiting for your first request'),
    ).toBeVisible();
    await check(page, '4-key-issued');

    const { usage } = await ask(client);
    costPicoUsd = costOf(usage);

    const first = section(page, 'Your first request');
    await expect(first).toContainText('It worked');
    await expect(first).toContainText(
      `${usage?.prompt_tokens} tokens in, ${usage?.completion_tokens} out`,
    );
    await expect(first).toContainText(`exactly $${inUsd(costPicoUsd)}`);
    await check(page, '5-first-request');
  });

  await test.step('the shown lines work in a shell as they are', async () => {
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `${shell}\n${program}`,
    ]);
    const answer: OpenAI.Chat.ChatCompletion = JSON.parse(stdout);
    expect(answer.choices[0].message.content).toContain('hello');
    costPicoUsd += costOf(answer.usage);
  });

  const watch = new SecretWatch(page, secret);

  await test.step('the secret is gone once the page is left', async () => {
    await page.getByText('I have stored the secret').click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
    await check(page, '6-home-with-key');
    await watch.expectNothing();
  });

  await test.step('the team page shows the total', async () => {
    await page.goto(TEAM_PATH);
    const spend = page.locator('data').first();
    await expect(spend).toHaveAttribute('value', inUsd(costPicoUsd));
    await check(page, '7-team');
    await watch.expectNothing();
  });

  await test.step('a request tells its whole story', async () => {
    await page
      .getByRole('row')
      .filter({ hasText: 'Completed' })
      .first()
      .click();
    await expect(page).toHaveURL(/\/ai-foundation\/requests\/\w+/);
    await expect(page.getByText(MODEL).first()).toBeVisible();
    await check(page, '8-request');
    await watch.expectNothing();
    await page.goBack();
  });

  await test.step('a revoked key is refused within 2 seconds', async () => {
    await page.getByRole('button', { name: /^Revoke key / }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('in the last 24 hours');
    await check(page, '9-revoke');
    const revokedAt = Date.now();
    await dialog.getByRole('button', { name: 'Revoke key' }).click();

    await expect
      .poll(() => ask(client).then(() => 'answered', nameOf), {
        intervals: [100],
      })
      .toBe('AuthenticationError');
    expect(Date.now() - revokedAt).toBeLessThan(2_000);
    await expect(page.getByText(/^Key \S+ is revoked/)).toBeVisible();
    await watch.expectNothing();
  });
});

function section(page: Page, name: string) {
  return page.getByRole('region', { name });
}

/** The lines of the page to copy. */
function code(page: Page, words: RegExp): Promise<string> {
  return page.locator('pre', { hasText: words }).innerText();
}

/** Chooses as people do, by the words: the input itself is drawn as something else. */
async function choose(page: Page, words: RegExp) {
  await page.locator('label', { hasText: words }).click();
}

async function check(page: Page, name: string) {
  await takePictures(page, name);
  await expectAccessible(page);
}

function ask(client: OpenAI) {
  return client.chat.completions.create({
    model: MODEL,
    messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
  });
}

function costOf(usage: OpenAI.CompletionUsage | undefined): bigint {
  return (
    BigInt(usage?.prompt_tokens ?? 0) * INPUT_RATE +
    BigInt(usage?.completion_tokens ?? 0) * OUTPUT_RATE
  );
}

/** Dollars with every digit that counts. */
function inUsd(picoUsd: bigint): string {
  const digits = String(picoUsd).padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
}

function nameOf(error: Error): string {
  return error.constructor.name;
}
