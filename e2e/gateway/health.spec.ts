import { APIRequestContext, expect, Page, test } from '@playwright/test';
import { callControlPlane } from '../callControlPlane';
import { check, openAs } from '../openAs';

test.setTimeout(240_000);

const SOFIA = 'user:default/sofia.marino';

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

  const secret =
    await test.step('operations gets a validation key, though it is no team', async () => {
      await acknowledge(sofia.request);
      await sofia.goto('/ai-foundation/keys/new');
      await sofia.getByRole('button', { name: /For what/ }).click();
      await sofia.getByRole('option', { name: 'AI Operations' }).click();
      await expect(
        sofia.getByRole('radio', { name: /^A probe/ }),
      ).toBeChecked();
      await sofia.locator('label', { hasText: /^Code assistance/ }).click();
      await sofia.locator('label', { hasText: /^Internal/ }).click();
      await sofia.locator('label', { hasText: /^GPT-4o mini/ }).click();
      await sofia.locator('label', { hasText: /^No, a person/ }).click();
      await expect(
        sofia.getByText('This key will be issued at once.'),
      ).toBeVisible();
      await check(sofia, 'gateway-6-validation-key');
      await sofia.getByRole('button', { name: 'Issue key' }).click();
      const shown = await sofia.getByTestId('secret').innerText();
      await sofia.getByText('I have stored the secret').click();
      await sofia.getByRole('button', { name: 'Done' }).click();
      return shown;
    });

  await test.step('a request goes the whole way, and its record tells its story', async () => {
    await sofia.goto('/ai-foundation/gateway');
    const whole = proof('A request goes the whole way');
    const dialog = sofia.getByRole('dialog');
    await whole
      .getByRole('button', { name: 'Send a request the whole way' })
      .click();
    await dialog.getByLabel(/^Validation key/).fill(secret);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(whole).toContainText('Proved');
    await expect(whole).toContainText(
      'Demo: a stand-in of a provider took part',
    );
    await expect(
      sofia.getByRole('grid', { name: 'Providers and their credentials' }),
    ).toContainText('Its circuit is closed', { timeout: 15_000 });
    await check(sofia, 'gateway-7-proved');

    await whole.getByRole('link', { name: /^Open the record/ }).click();
    const checks = sofia.getByRole('grid', { name: 'Checks' });
    await expect(checks).toContainText("the provider's own id of the request");
    await expect(checks).toContainText('booked at');
    const story = sofia.getByRole('region', { name: 'Record' });
    await expect(story).toContainText(/openai, which calls it req_\w+/);
    await expect(story.locator('data')).toHaveAttribute('value', /^0\.0*[1-9]/);
    await expect(story).toContainText(
      'Demo: a stand-in of a provider took part',
    );
    await check(sofia, 'gateway-8-whole-way');
    expect(await sofia.content()).not.toContain(secret);

    await story.getByRole('link', { name: /^[\w-]{20,}$/ }).click();
    await expect(sofia.getByText('What happened')).toBeVisible();
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

async function acknowledge(request: APIRequestContext) {
  const { version, sha256 } = await callControlPlane<{
    version: string;
    sha256: string;
  }>(request, SOFIA, { method: 'get', path: '/aup/current' });
  await callControlPlane(request, SOFIA, {
    method: 'post',
    path: `/aup/versions/${version}/acknowledgements`,
    data: { sha256 },
  });
}

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
