import { expect, Page, test } from '@playwright/test';
import { Visitor } from '../Visitor';

const INVENTORY = '/ai-foundation/governance/inventory';
test('teams answer what they use, and a report keeps its name from the team', async ({
  browser,
}) => {
  const marta = await Visitor.signIn(browser, 'Marta Kowalska');
  const lucas = await Visitor.signIn(browser, 'Lucas Ferreira');
  const jonas = await Visitor.signIn(browser, 'Jonas Lindqvist');
  const amina = await Visitor.signIn(browser, 'Amina Okafor');

  await test.step('a lead finds the question on Home, and answers with a use', async () => {
    const { page } = marta;
    const task = page.getByRole('link', {
      name: 'Open: Say what generative AI Customer Portal uses',
    });
    await expect(task).toBeVisible();
    await marta.check('inventory-1-home-asks-lead');
    await task.click();
    await page.getByRole('button', { name: 'We use something' }).click();
    const send = page.getByRole('button', { name: 'Send answer' });
    await expect(send).toBeDisabled();
    await page.getByLabel(/^Which tool/).fill('Ticket summaries');
    await page
      .getByLabel(/^What do you use it for/)
      .fill('Summarises long tickets before a call.');
    await choose(page, /most sensitive data/, 'Internal');
    await page.getByLabel(/^Since when/).fill('2026-04-31');
    await expect(page.getByText(/^Write a day as year/)).toBeVisible();
    await expect(send).toBeDisabled();
    await page.getByLabel(/^Since when/).fill('2026-04-30');
    await marta.check('inventory-2-answer-with-use');
    await send.click();
    await expect(
      row(page, 'Answers of the teams', 'Customer Portal'),
    ).toContainText('1 use');
    await expect(row(page, 'Known uses', 'Ticket summaries')).toContainText(
      'Not decided',
    );
  });

  await test.step('another lead answers that nothing is used, in two clicks', async () => {
    const { page } = lucas;
    await page
      .getByRole('link', {
        name: 'Open: Say what generative AI Warehouse Systems uses',
      })
      .click();
    await expect(
      page.getByRole('button', { name: 'We use nothing' }),
    ).toBeVisible();
    await lucas.check('inventory-3-answer');
    await page.getByRole('button', { name: 'We use nothing' }).click();
    await expect(
      row(page, 'Answers of the teams', 'Warehouse Systems'),
    ).toContainText('Uses nothing');
  });

  await test.step('an engineer reports a use, without a name for the team', async () => {
    const { page } = jonas;
    await page.getByRole('link', { name: 'Report a use' }).click();
    await page.getByLabel(/^Which tool/).fill('Regex helper in the browser');
    await page.getByLabel(/^What do you use it for/).fill('Writing patterns.');
    await expect(page.getByText(/with your name\./)).toBeVisible();
    await page
      .getByRole('checkbox', { name: 'Do not show my name to my team' })
      .press('Space');
    await expect(page.getByText(/without your name\./)).toBeVisible();
    await jonas.check('inventory-4-report');
    await page.getByRole('button', { name: 'Send report' }).click();
    await expect(page.getByText('Thank you. Your report is in')).toBeVisible();
    await jonas.check('inventory-5-reported');

    await amina.page.goto(INVENTORY);
    const seen = row(amina.page, 'Known uses', 'Regex helper');
    await expect(seen).toContainText('name not shown');
    await expect(seen).not.toContainText('Jonas');
  });

  for (const visitor of [marta, lucas, jonas, amina]) {
    await visitor.leave();
  }
});

test('a charter is proposed and approved, and a meeting is recorded', async ({
  browser,
}) => {
  const rafael = await Visitor.signIn(browser, 'Rafael Ortega');
  const astrid = await Visitor.signIn(browser, 'Astrid Lund');

  await test.step('the next version is proposed', async () => {
    const { page } = rafael;
    await page.goto('/ai-foundation/governance/seats');
    await page.getByRole('button', { name: 'Propose version' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Text/).press('ControlOrMeta+End');
    await dialog.getByLabel(/^Text/).pressSequentially(' Guests may listen.');
    await rafael.check('inventory-30-charter');
    await dialog.getByRole('button', { name: 'Propose version' }).click();
    await expect(page.getByText('Version 2, waits for approval')).toBeVisible();
  });

  await test.step('the sponsor approves it', async () => {
    const { page } = astrid;
    await page.goto('/ai-foundation/governance/seats');
    await page.getByRole('button', { name: 'Approve as sponsor' }).click();
    await expect(page.getByText('Version 2, in force')).toBeVisible();
  });

  await test.step('a meeting is recorded with its quorum', async () => {
    const { page } = rafael;
    await page.reload();
    await page.getByRole('button', { name: 'Record meeting' }).click();
    const dialog = page.getByRole('dialog');
    for (const name of ['Rafael Ortega', 'Claire Fontaine', 'Ingrid Solberg']) {
      await dialog.getByText(new RegExp(`^${name}`)).click();
    }
    await dialog.getByLabel(/^Agenda/).fill('Inventory');
    await dialog
      .getByLabel(/^Minutes/)
      .fill('Rafael shows the inventory. All teams have answered.');
    await dialog
      .getByLabel(/^Decisions/)
      .fill('The inventory is looked at in May.');
    await rafael.check('inventory-31-meeting');
    await dialog.getByRole('button', { name: 'Record meeting' }).click();
    await expect(page.getByText('Quorum reached: 3 of 3')).toBeVisible();
    await page.getByText('Minutes', { exact: true }).first().click();
  });

  await rafael.leave();
  await astrid.leave();
});

function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

function row(page: Page, sectionName: string, name: string) {
  return section(page, sectionName)
    .getByRole('row')
    .filter({ hasText: name })
    .first();
}

async function choose(page: Page, field: RegExp, option: string) {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
