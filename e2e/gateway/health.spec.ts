import { expect, Page, test } from '@playwright/test';
import { check, openAs } from '../openAs';

test.setTimeout(240_000);

test('operations sees that the gateway is well, and has it prove that', async ({
  browser,
}) => {
  const problems: string[] = [];
  const sofia = await openAs(browser, 'Sofia Marino', problems);
  const proof = (name: string) => sofia.getByRole('listitem', { name });

  await test.step('every control is shown with what happens where it fails', async () => {
    await sofia.goto('/ai-foundation/gateway');
    await expect(
      sofia.getByText('Ready: every control works').first(),
    ).toBeVisible();
    const controls = sofia.getByRole('grid', {
      name: 'Controls of the gateway',
    });
    await expect(controls).toContainText('Fails closed');
    await expect(
      sofia.getByRole('grid', { name: 'Instances of the gateway' }),
    ).toContainText('Ready');
    await check(sofia, 'gateway-1-page');
  });

  await test.step('no way in is open, at any route', async () => {
    const ways = proof('No way in without a key and a rule');
    // By itself, a while after the start of the portal.
    await expect(ways).toContainText('by the schedule', { timeout: 100_000 });
    await expect(ways).toContainText('Proved');
    await run(sofia, 'Run checks');
    await expect(ways).toContainText('Proved');
    await expect(ways).toContainText('Sofia Marino');
    await ways.getByRole('link', { name: /^Open the record/ }).click();
    await expect(sofia.getByRole('grid', { name: 'Checks' })).toContainText(
      'POST /openai/v1/chat/completions',
    );
    await expect(
      sofia.getByText('As the audit trail says that it was'),
    ).toBeVisible();
    await sofia
      .getByRole('switch', { name: 'Only what failed' })
      .press('Space');
    await expect(sofia.getByText('No check failed')).toBeVisible();
    await check(sofia, 'gateway-2-record');
    await sofia.goto('/ai-foundation/gateway');
  });

  await test.step('a revoked key stops, the log is fresh, the providers know the credentials', async () => {
    await run(sofia, 'Run revocation drill');
    await expect(proof('A revoked key stops everywhere')).toContainText(
      /A revoked key stopped everywhere after \d+ ms/,
    );
    await run(sofia, 'Measure the log');
    await expect(proof('The log is fresh')).toContainText('Proved');
    await run(sofia, 'Check providers');
    await expect(proof('Providers know the credentials')).toContainText(
      'Demo: a stand-in of a provider took part',
    );
    await expect(
      sofia.getByRole('grid', { name: 'Providers and their credentials' }),
    ).toContainText('Accepted');
  });

  await test.step('what is no validation key sends no request', async () => {
    const whole = proof('A request goes the whole way');
    const dialog = sofia.getByRole('dialog');
    await whole
      .getByRole('button', { name: 'Send a request the whole way' })
      .click();
    await dialog.getByLabel(/^Validation key/).fill('aif_wrong');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(
      dialog.getByText(/no key of the kind validation/),
    ).toBeVisible();
    expect(problems.splice(0)).toEqual([
      expect.stringMatching(/^400 .*\/end-to-end$/),
    ]);
    await check(sofia, 'gateway-3-wrong-key');

    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(whole).toContainText('Not proved yet');
    await check(sofia, 'gateway-4-proofs');
  });

  expect(problems).toEqual([]);
});

test('whoever does not run the gateway is told that they may not see it', async ({
  browser,
}) => {
  const jonas = await openAs(browser, 'Jonas Lindqvist', []);
  await jonas.goto('/ai-foundation/gateway');
  await expect(jonas.getByText(/You may not see this/).first()).toBeVisible();
  await check(jonas, 'gateway-5-forbidden');
});

/** Has the gateway prove something, and waits for the end. */
async function run(page: Page, name: string) {
  const ended = page.waitForResponse(
    response =>
      response.request().method() === 'POST' &&
      response.url().includes('/gateway/validation/'),
  );
  await page.getByRole('button', { name, exact: true }).click();
  expect((await ended).status()).toBe(201);
}
