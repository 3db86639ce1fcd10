import { expect, Page, test } from '@playwright/test';
import { check, openAs } from '../openAs';

const CEILINGS = '/ai-foundation/governance/ceilings';
const TEAM = 'Shipment Tracking';
const NAME = new RegExp(`^${TEAM} \\(Team\\), a month$`);
const SET_WHY = 'Peak season: a quarter of the budget line for one team.';
const RAISE_WHY = 'The customs pilot runs for a week.';
const APPROVE_WHY = 'Agreed with the pilot, for its week only.';
const REMOVE_WHY = 'The team has moved under the ceiling of the organisation.';

test('a ceiling is set, proved by a drill, raised for a time and removed', async ({
  browser,
}) => {
  const problems: string[] = [];
  const ingrid = await openAs(browser, 'Ingrid Solberg', problems);
  const dialog = ingrid.getByRole('dialog');

  await test.step('a wrong threshold says what is wrong, and keeps what was typed', async () => {
    await ingrid.goto(CEILINGS);
    await expect(
      ingrid.getByRole('listitem', { name: 'Whole organisation, a month' }),
    ).toContainText('of $500.00');
    await check(ingrid, 'ceilings-1-page');

    await ingrid.getByRole('button', { name: 'Set ceiling' }).click();
    await dialog.locator('label', { hasText: /^Team$/ }).click();
    await dialog.getByRole('button', { name: /Which team/ }).click();
    await ingrid.getByRole('option', { name: TEAM }).click();
    await dialog.getByLabel(/^Amount/).fill('250');
    await dialog.getByLabel(/^Reason/).fill(SET_WHY);
    await respond(ingrid, 1, 'Slow down');
    for (const told of await dialog.getByLabel(/^Who is told/).all()) {
      await told.fill('group:default/ai-governance-finance');
    }

    const confirm = dialog.getByRole('button', { name: 'Set ceiling' });
    const first = dialog.getByLabel(/^At per cent/).first();
    await first.fill('170');
    await expect(
      dialog.getByText('Write a whole number from 1 to 100.'),
    ).toBeVisible();
    await expect(confirm).toBeDisabled();
    await check(ingrid, 'ceilings-2-wrong-threshold');
    await first.fill('70');

    const told = dialog.getByLabel(/^Who is told/).first();
    await told.fill('nobody.at.all');
    const refused = ingrid.waitForResponse(
      response => response.request().method() === 'PUT',
    );
    await confirm.click();
    expect((await refused).status()).toBe(400);
    await expect(
      dialog.getByText(/'nobody.at.all' is nobody in the catalog now/),
    ).toBeVisible();
    await expect(told).toHaveValue('nobody.at.all');
    await expect(dialog.getByLabel(/^Reason/)).toHaveValue(SET_WHY);
    await check(ingrid, 'ceilings-3-refused');
    // The refusal that was asked for.
    expect(problems.splice(0)).toEqual([
      expect.stringMatching(/^400 .*\/ceilings$/),
    ]);

    await told.fill('group:default/ai-governance-finance');
    await confirm.click();
    await expect(dialog).toBeHidden();
  });

  const card = ingrid.getByRole('listitem', { name: NAME });

  await test.step('the ceiling shows what happens on the way', async () => {
    await expect(card).toContainText('$0.0');
    await expect(card).toContainText('of $250.00');
    const thresholds = card.getByRole('list', { name: 'Thresholds' });
    await expect(thresholds.getByRole('listitem')).toHaveText([
      /^\$175\.00, at 70 %: alert to Finance seat$/,
      /^\$225\.00, at 90 %: at most 10 requests a minute pass, alert to/,
      /^\$250\.00, at 100 %: requests are refused, alert to/,
    ]);
  });

  await test.step('a drill passes, and its alerts arrive', async () => {
    await card.getByRole('button', { name: /^Run drill/ }).click();
    const drills = section(ingrid, 'Drills');
    const drill = drills.getByRole('listitem').filter({ hasText: TEAM });
    await expect(drill).toContainText('Passed');
    await check(ingrid, 'ceilings-4-drilled');

    await drill.getByRole('link', { name: /^Open the record/ }).click();
    const result = section(ingrid, 'Result');
    await expect(result).toContainText('Passed');
    await expect(result).toContainText(/[1-9]\d* refused/);
    await expect(result).toContainText(/answered within [\d.]+ ms/);
    const checks = section(ingrid, 'What was checked');
    for (const what of [
      'Never over the amount',
      'Requests were refused',
      'Requests were slowed down',
      'Alerts were delivered',
    ]) {
      await expect(checks).toContainText(what);
    }
    await check(ingrid, 'ceilings-5-drill-record');
  });

  const jonas = await openAs(browser, 'Jonas Lindqvist', problems);
  const mine = jonas.getByRole('listitem', { name: NAME });

  await test.step('an engineer asks for more', async () => {
    await jonas.goto(CEILINGS);
    await expect(
      mine.getByRole('button', { name: /^Change [A-Z]/ }),
    ).toBeHidden();
    await mine.getByRole('button', { name: /^Ask for a raise/ }).click();
    const ask = jonas.getByRole('dialog');
    await ask.getByLabel(/^Amount/).fill('400');
    await ask.getByLabel(/^For how many days/).fill('93');
    await expect(
      ask.getByText('Write a whole number from 1 to 92.'),
    ).toBeVisible();
    await ask.getByLabel(/^For how many days/).fill('7');
    await ask.getByLabel(/^Reason/).fill(RAISE_WHY);
    await check(jonas, 'ceilings-6-ask-raise');
    await ask.getByRole('button', { name: 'Ask', exact: true }).click();
    const raise = raiseOf(jonas);
    await expect(raise).toContainText('Waits for a decision');
    await expect(raise.getByRole('button', { name: /^Approve/ })).toBeHidden();
    await check(jonas, 'ceilings-7-raise-waits');
  });

  await test.step('the sponsor approves it', async () => {
    const astrid = await openAs(browser, 'Astrid Lund', problems);
    await astrid.goto(CEILINGS);
    const raise = raiseOf(astrid);
    await raise.getByRole('button', { name: /^Approve/ }).click();
    const decide = astrid.getByRole('dialog');
    await expect(decide).toContainText('$250.00 to $400.00');
    await decide.getByLabel(/^Reason/).fill(APPROVE_WHY);
    await check(astrid, 'ceilings-8-approve');
    await decide.getByRole('button', { name: 'Approve' }).click();
    await expect(raise).toContainText('Runs');
    await expect(raise).toContainText(`Decided by Astrid Lund`);
  });

  await test.step('the meter shows the raised amount, and until when', async () => {
    await jonas.reload();
    await expect(mine).toContainText('of $400.00');
    await expect(mine).toContainText(/Raised from \$250\.00 until \w/);
    await check(jonas, 'ceilings-9-raised');
  });

  await test.step('the ceiling is removed with a reason; its record stays', async () => {
    await ingrid.goto(CEILINGS);
    await card.getByRole('button', { name: /^Changes/ }).click();
    await expect(dialog).toContainText('Set to $250.00');
    await expect(dialog).toContainText('Approved a raise to $400.00');
    await expect(dialog).toContainText(APPROVE_WHY);
    await check(ingrid, 'ceilings-10-changes');
    await dialog
      .getByRole('button', { name: 'Close', exact: true })
      .last()
      .click();

    await card.getByRole('button', { name: /^Remove/ }).click();
    await dialog.getByLabel(/^Reason/).fill(REMOVE_WHY);
    await check(ingrid, 'ceilings-11-remove');
    await dialog.getByRole('button', { name: 'Remove ceiling' }).click();
    await expect(card).toBeHidden();
    await check(ingrid, 'ceilings-12-removed');
    await ingrid.goto('/ai-foundation/costs');
    await expect(ingrid.getByRole('heading', { name: 'Costs' })).toBeVisible();
    await check(ingrid, 'ceilings-13-costs');
  });

  expect(problems).toEqual([]);
});

function section(page: Page, name: string) {
  return page.getByRole('region', { name });
}

function raiseOf(page: Page) {
  return section(page, 'Raises')
    .getByRole('listitem')
    .filter({ hasText: RAISE_WHY });
}

/** Chooses what happens at one of the thresholds. */
async function respond(page: Page, index: number, response: string) {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Response/ })
    .nth(index)
    .click();
  await page.getByRole('option', { name: response }).click();
}
