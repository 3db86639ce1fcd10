import { expect, Page, test } from '@playwright/test';
import { check, openAs } from '../openAs';

const SUSPEND_WHY = 'The data terms of the provider are read again.';
const APPROVE_WHY = 'The data terms are as before.';

test('models are compared, proposed with a suggested price, suspended and approved again', async ({
  browser,
}) => {
  const problems: string[] = [];
  const viktor = await openAs(browser, 'Viktor Halvorsen', problems);

  await test.step('two models are compared by what a request costs', async () => {
    await viktor.goto('/ai-foundation/models');
    await viktor
      .getByText('Choose two to four models to compare them.')
      .waitFor();
    for (const model of ['GPT-4o', 'GPT-4o mini']) {
      await viktor
        .getByRole('checkbox', { name: `Compare ${model}`, exact: true })
        .check({ force: true });
    }
    await check(viktor, 'models-1-list');
    await viktor.getByRole('link', { name: 'Compare 2 models' }).click();
    const table = viktor.getByRole('grid', { name: 'Compare models' });
    await expect(table.getByRole('columnheader')).toHaveText([
      'Fact',
      'GPT-4o',
      'GPT-4o mini',
    ]);
    await expect(
      table.getByRole('row').filter({ hasText: 'Your request' }),
    ).toContainText('$0.0006 (lowest)');
    await check(viktor, 'models-2-compare');
  });

  await test.step('a model is proposed at a price that is looked up', async () => {
    await viktor.goto('/ai-foundation/models/propose');
    await viktor.getByRole('button', { name: 'Show what is missing' }).click();
    await check(viktor, 'models-3-propose-missing');
    await choose(viktor, /^.*Provider/, /^openai/);
    await type(viktor, 'Id at the provider', 'gpt-4.1-mini');
    await type(viktor, 'Name in the catalog', 'gpt-4.1-mini');
    await viktor.getByRole('button', { name: 'Look up prices' }).click();
    await viktor
      .getByRole('button', { name: /^Take over Input: 0\.40?$/ })
      .click();
    await viktor
      .getByRole('button', { name: /^Take over Output: 1\.60?$/ })
      .click();
    await choose(viktor, /Data tier, at most/, 'Internal');
    await type(viktor, 'Owner', 'ai-operations');
    await type(viktor, 'In force from', '2026-11-01');
    await type(
      viktor,
      'Source of the price',
      'https://openai.com/api/pricing/',
    );
    await type(viktor, 'Context window', '1047576');
    await type(viktor, 'Output at most', '32768');
    await type(
      viktor,
      'What it must not be used for',
      'No text that is sent to a customer unread.',
    );
    await type(
      viktor,
      'What the provider does',
      'No training on API data; kept for at most 30 days to detect abuse.',
    );
    await expect(
      viktor.getByText(
        'Nothing is missing. The file can be put into the catalog.',
      ),
    ).toBeVisible();
    const file = viktor.locator('pre', { hasText: 'kind: AiModel' });
    await expect(file).toContainText('name: gpt-4.1-mini');
    await expect(file).toContainText(/input: ["']0\.40?["']/);
    await expect(file).toContainText(/output: ["']1\.60?["']/);
    await check(viktor, 'models-4-propose-complete');
  });

  await test.step('security suspends a model', async () => {
    await viktor.goto('/ai-foundation/governance/models');
    await expect(decided(viktor)).toContainText('Approved');
    await check(viktor, 'models-5-decisions');
    await decide(viktor, 'Suspend', SUSPEND_WHY, 'models-6-suspend');
    await expect(decided(viktor)).toContainText('Suspended');
    await check(viktor, 'models-7-suspended');
  });

  await test.step('and approves it again', async () => {
    await decide(viktor, 'Approve', APPROVE_WHY, 'models-8-approve');
    await expect(decided(viktor)).toContainText('Approved');
    await expect(decided(viktor)).toContainText(APPROVE_WHY);
  });

  await test.step('the page of the model shows its history', async () => {
    await viktor.goto('/catalog/default/aimodel/gpt-4o');
    const rows = viktor
      .getByRole('grid', { name: 'Decisions' })
      .getByRole('row');
    await expect(rows.filter({ hasText: SUSPEND_WHY })).toContainText(
      'Suspended',
    );
    await expect(rows.filter({ hasText: APPROVE_WHY })).toContainText(
      'Approved',
    );
    const prices = viktor.getByRole('grid', { name: 'Prices over time' });
    await expect(
      prices.getByRole('row').filter({ hasText: 'until it is decided again' }),
    ).toContainText('2.50');
    await viktor.waitForLoadState('networkidle');
    await check(viktor, 'models-9-history');
  });

  expect(problems).toEqual([]);
});

function decided(page: Page) {
  return page
    .getByRole('grid', { name: 'Models decided on' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'GPT-4o', exact: true }) });
}

async function decide(
  page: Page,
  verdict: string,
  reason: string,
  picture: string,
) {
  await page
    .getByRole('button', { name: 'Decide about GPT-4o', exact: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('label', { hasText: new RegExp(`^${verdict}`) }).click();
  await dialog.getByLabel(/^Reason/).fill(reason);
  await check(page, picture);
  await dialog.getByRole('button', { name: 'Record decision' }).click();
  await expect(dialog).toBeHidden();
}

async function choose(page: Page, field: RegExp, option: string | RegExp) {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

async function type(page: Page, label: string, text: string) {
  await page.getByLabel(new RegExp(`^${label}`)).fill(text);
}
