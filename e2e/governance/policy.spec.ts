import { APIRequestContext, expect, Page, test } from '@playwright/test';
import OpenAI from 'openai';
import { callControlPlane } from '../callControlPlane';
import { expectAccessible } from '../expectAccessible';
import { openAs } from '../openAs';
import { takePictures } from '../takePictures';

const ENGINEER = 'user:default/jonas.lindqvist';
const DRAFTS = '/ai-foundation/governance/policy';
const POLICY = '/ai-foundation/policy';
const CIRCULATION = '/ai-foundation/governance/circulation';
const RULE =
  'A wrong answer that reached a customer is reported to AI Operations within four working hours, with the request';

/** The version that is in force, the one that follows, and a key from before. */
let before: string;
let next: string;
let keyId: string;
let client: OpenAI;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ request }) => {
  before = await acknowledgeCurrent(request, ENGINEER);
  next = `${Number(before.split('.')[0]) + 1}.0`;
  ({ keyId, client } = await keyFor(request, ENGINEER));
  await ask(client);
});

test('a draft becomes a major version that the sponsor ratifies', async ({
  browser,
}) => {
  const problems: string[] = [];
  const rafael = await openAs(browser, 'Rafael Ortega', problems);

  await test.step('its author takes up the draft, and cannot review it', async () => {
    await rafael.goto(DRAFTS);
    await check(rafael, 'policy-1-drafts');
    await rafael
      .getByRole('row')
      .filter({ hasText: 'Waits for the legal seat' })
      .getByRole('link', { name: /^Open the draft/ })
      .click();
    await expect(
      rafael.getByText(/^You wrote in this draft, so somebody else/),
    ).toBeVisible();
    await expect(
      rafael.getByRole('button', { name: 'Record review' }),
    ).toHaveCount(0);
    await check(rafael, 'policy-2-author');
  });

  await test.step('the editor says what is missing and what cannot be tested', async () => {
    await rafael.getByRole('tab', { name: 'Write' }).click();
    await rafael.getByRole('button', { name: /Parts of the policy/ }).click();
    await rafael.getByRole('option', { name: /^Human oversight/ }).click();
    const rule = rafael.getByLabel('Rule H5');
    const missing = section(rafael, 'To repair before it is handed in');
    await rule.fill('');
    await expect(missing.getByRole('listitem')).toContainText('H5');
    await rule.fill('Each wrong answer should be handled responsibly.');
    await expect(missing).toContainText('Nothing is missing.');
    await expect(section(rafael, 'Wording to look at')).toContainText('should');
    await expect(section(rafael, 'Preview')).toContainText('responsibly');
    await check(rafael, 'policy-3-wording');
    await rule.fill(`${RULE}'s id.`);
    await expect(section(rafael, 'Wording to look at')).toHaveCount(0);
    await expect(section(rafael, 'Preview')).toContainText(RULE);
    await rafael.getByRole('button', { name: 'Save' }).click();
    await expect(rafael.getByText('Being written')).toBeVisible();
    await check(rafael, 'policy-4-saved');
  });

  await test.step('it is handed in', async () => {
    await rafael.getByRole('button', { name: 'Hand in for review' }).click();
    const dialog = rafael.getByRole('dialog');
    await expect(dialog).toContainText('Claire Fontaine');
    await dialog
      .getByLabel(/What changes, and why/)
      .fill('Mistakes reach us within hours instead of a day.');
    await check(rafael, 'policy-5-hand-in');
    await dialog.getByRole('button', { name: 'Hand in for review' }).click();
    await expect(rafael.getByText('Waits for the legal seat')).toBeVisible();
  });

  const claire = await openAs(browser, 'Claire Fontaine', problems);

  await test.step('the legal seat reads what changes and approves it as material', async () => {
    await claire.goto('/ai-foundation/governance');
    await claire.getByRole('link', { name: /^Open: Review the draft/ }).click();
    await claire.getByRole('tab', { name: 'What changes' }).click();
    const changes = section(claire, 'What changes');
    await expect(changes).toContainText('Rule H5');
    await expect(changes.locator('ins').first()).toBeVisible();
    await expect(changes).not.toContainText('user:default/');
    await check(claire, 'policy-6-changes');

    await claire.getByRole('tab', { name: 'Review' }).click();
    const review = section(claire, 'Your review');
    await expect(review).toBeVisible();
    await check(claire, 'policy-7-review');
    await choose(review, /^Approve/);
    await choose(review, /^Yes: people have to acknowledge it anew/);
    await review.getByLabel(/^Comment/).fill('Four hours can be kept.');
    const record = review.getByRole('button', { name: 'Record review' });
    await expect(record).toBeDisabled();
    for (const title of [
      'Permitted uses',
      'Prohibited uses',
      'Data handling',
      'Intellectual property',
      'Human oversight',
    ]) {
      await choose(review, new RegExp(`^${title}$`));
    }
    await check(claire, 'policy-8-approve');
    await record.click();
    await expect(claire.getByText('Approved, ready to publish')).toBeVisible();
    await expect(section(claire, 'Submissions and reviews')).toContainText(
      'Approved by Claire Fontaine',
    );
    await check(claire, 'policy-9-approved');
  });

  await test.step('it is published, knowing whom that asks', async () => {
    await claire.getByRole('button', { name: 'Publish' }).click();
    const dialog = claire.getByRole('dialog');
    await expect(dialog).toContainText(
      /\d+ people have to acknowledge it anew/,
    );
    await expect(dialog.getByRole('radio', { name: /^Minor/ })).toBeDisabled();
    await check(claire, 'policy-10-publish');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(
      claire.getByRole('heading', { name: new RegExp(`version ${next}$`) }),
    ).toBeVisible();
    await expect(section(claire, 'Ratification')).toContainText(
      `Version ${next} is not ratified`,
    );
  });

  await test.step('the sponsor ratifies it', async () => {
    const astrid = await openAs(browser, 'Astrid Lund', problems);
    await astrid.goto('/ai-foundation/governance');
    await astrid
      .getByRole('link', { name: `Open: Ratify version ${next} of the policy` })
      .click();
    const ratification = section(astrid, 'Ratification');
    await ratification
      .getByLabel(/^Reason/)
      .fill('The board wants to hear of mistakes on the same day.');
    await check(astrid, 'policy-11-ratify');
    await ratification
      .getByRole('button', { name: `Ratify version ${next}` })
      .click();
    await expect(ratification).toContainText(
      `Version ${next} was ratified by Astrid Lund`,
    );
  });

  await test.step('everybody reads the version, what changed, and who stands behind it', async () => {
    await rafael.goto(POLICY);
    await expect(section(rafael, 'What changed')).toContainText('Rule H5');
    await expect(section(rafael, 'Ratification')).toContainText('Astrid Lund');
    const versions = section(rafael, 'Versions');
    await expect(
      versions.getByRole('link', { name: `Read version ${next}` }),
    ).toBeVisible();
    await check(rafael, 'policy-12-in-force');
    await versions
      .getByRole('link', { name: `Read version ${before}` })
      .click();
    await expect(
      rafael.getByText(`This is version ${before}, not the one in force`),
    ).toBeVisible();
    await check(rafael, 'policy-13-earlier');
  });

  expect(problems).toEqual([]);
});

test('an engineer acknowledges a new major version before keys stop', async ({
  browser,
}) => {
  const problems: string[] = [];
  const jonas = await openAs(browser, 'Jonas Lindqvist', problems);

  await test.step('Home says what is due, by when, and which keys would stop', async () => {
    await jonas.goto('/ai-foundation');
    const due = section(jonas, 'What is due');
    const item = due
      .getByRole('listitem')
      .filter({ hasText: `Acknowledge the acceptable use policy ${next}` });
    await expect(item).toContainText(/due .+ \d{4} \(in \d+ days\)/);
    await expect(
      due.getByRole('listitem').filter({ hasText: 'Your keys stop' }),
    ).toContainText(keyId);
    await check(jonas, 'policy-14-due');
    expect(await ask(client)).toBe('answered');
    await item.getByRole('link').click();
  });

  await test.step('the policy says what changed, and takes the acknowledgement', async () => {
    const panel = section(jonas, 'Your acknowledgement');
    await expect(panel).toContainText(/\d+ of your keys stops? on /);
    await expect(panel).toContainText(keyId);
    await expect(panel).toContainText(`You acknowledged version ${before}`);
    await expect(section(jonas, 'What changed')).toContainText('Rule H5');
    await check(jonas, 'policy-15-acknowledge');

    await panel.getByRole('button', { name: 'Decline' }).click();
    await expect(jonas.getByRole('dialog')).toContainText(keyId);
    await check(jonas, 'policy-16-decline');
    await jonas
      .getByRole('dialog')
      .getByRole('button', { name: 'Cancel' })
      .click();

    await panel
      .getByRole('button', { name: `Acknowledge version ${next}` })
      .click();
    await expect(panel).toContainText(`You acknowledged version ${next}`);
    expect(await ask(client)).toBe('answered');
    await jonas.goto('/ai-foundation');
    await expect(jonas.getByText(/^Keys of my teams/)).toBeVisible();
    await expect(jonas.getByText('Your keys stop')).toHaveCount(0);
    await check(jonas, 'policy-17-done');
  });

  await test.step('the campaign shows it', async () => {
    const claire = await openAs(browser, 'Claire Fontaine', problems);
    await claire.goto(CIRCULATION);
    await check(claire, 'policy-18-campaigns');
    await claire.getByRole('link', { name: `Open version ${next}` }).click();
    await expect(personRow(claire, 'Jonas Lindqvist')).toContainText(
      'Acknowledged',
    );
    await expect(
      section(claire, 'The campaign').getByRole('link', { name: 'Technology' }),
    ).toBeVisible();
    await check(claire, 'policy-19-campaign');

    await claire.getByRole('button', { name: 'Exempt Hana Suzuki' }).click();
    const dialog = claire.getByRole('dialog');
    await dialog.getByLabel(/^Exempt until/).fill(inDays(30));
    await dialog.getByLabel(/^Reason/).fill('On leave until next month.');
    await check(claire, 'policy-20-exempt');
    await dialog.getByRole('button', { name: 'Exempt' }).click();
    await expect(personRow(claire, 'Hana Suzuki')).toContainText(
      'Exempt until',
    );

    await claire.getByRole('button', { name: 'Change due date' }).click();
    await dialog.getByLabel(/^Due on/).fill(inDays(20));
    await dialog.getByLabel(/^Reason/).fill('Two public holidays lie between.');
    await check(claire, 'policy-21-due-date');
    await dialog.getByRole('button', { name: 'Set due date' }).click();
    await expect(section(claire, 'The campaign')).toContainText('in 20 days');
    await check(claire, 'policy-22-steered');
  });

  expect(problems).toEqual([]);
});

async function acknowledgeCurrent(
  request: APIRequestContext,
  userRef: string,
): Promise<string> {
  const { version, sha256 } = await callControlPlane<{
    version: string;
    sha256: string;
  }>(request, userRef, { method: 'get', path: '/aup/current' });
  await callControlPlane(request, userRef, {
    method: 'post',
    path: `/aup/versions/${version}/acknowledgements`,
    data: { sha256 },
  });
  return version;
}

async function keyFor(
  request: APIRequestContext,
  userRef: string,
): Promise<{ keyId: string; client: OpenAI }> {
  const { gateway } = await callControlPlane<{ gateway: { openai: string } }>(
    request,
    userRef,
    { method: 'get', path: '/me' },
  );
  const { key, secret } = await callControlPlane<{
    key: { id: string };
    secret: string;
  }>(request, userRef, {
    method: 'post',
    path: '/keys',
    data: {
      owner: 'group:default/shipment-tracking',
      purpose: 'code-assistance',
      tier: 'internal',
      models: ['gpt-4o-mini'],
      actsAlone: false,
    },
  });
  return {
    keyId: key.id,
    client: new OpenAI({
      baseURL: gateway.openai,
      apiKey: secret,
      maxRetries: 0,
    }),
  };
}

function ask(openai: OpenAI): Promise<string> {
  return openai.chat.completions
    .create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
    })
    .then(
      () => 'answered',
      error => String(error),
    );
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

function personRow(page: Page, name: string) {
  return section(page, 'People').getByRole('row').filter({ hasText: name });
}

/** Chooses as people do, by the words: the input itself is drawn as something else. */
async function choose(within: ReturnType<typeof section>, words: RegExp) {
  await within.locator('label', { hasText: words }).click();
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function check(page: Page, name: string) {
  await page.waitForLoadState('networkidle');
  await takePictures(page, name);
  await expectAccessible(page);
}
