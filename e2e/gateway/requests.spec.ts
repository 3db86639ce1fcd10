import { APIRequestContext, expect, Page, test } from '@playwright/test';
import { callControlPlane } from '../callControlPlane';
import { check, openAs } from '../openAs';

const ELIF = 'user:default/elif.demir';
const TEAM = 'group:default/route-planning';
const MODEL = 'gpt-4o-mini';

test('operations finds what happened, and reads one request from top to bottom', async ({
  browser,
  request,
}) => {
  const problems: string[] = [];
  const sofia = await openAs(browser, 'Sofia Marino', problems);
  const ask = await keyOfTheTeam(request);
  const table = sofia.getByRole('grid', { name: 'Requests' });
  let answered = '';
  let refused = '';
  let failed = '';

  await test.step('an answer, a refusal and a failure leave rows', async () => {
    answered = await ask({});
    refused = await ask({ tier: 'restricted' });
    failed = await ask({ behaviour: 'error-500' });
  });

  await test.step('questions narrow the list with a click', async () => {
    await sofia.goto('/ai-foundation/requests');
    await expect(table).toContainText('Completed');
    await check(sofia, 'requests-1-all');
    await sofia
      .getByRole('button', { name: 'What was refused in the last day?' })
      .click();
    await expect(sofia).toHaveURL(/outcome=refused/);
    await expect(table).toContainText('tier_not_permitted');
    await expect(table).not.toContainText('Completed');
    await check(sofia, 'requests-2-refused');
    await sofia
      .getByRole('button', {
        name: 'What failed at a provider in the last day?',
      })
      .click();
    await expect(table).toContainText('Provider error');
    await expect(table).not.toContainText('tier_not_permitted');
  });

  await test.step('more filters find it by its error, and say so when nothing fits', async () => {
    await sofia.getByRole('button', { name: 'Clear filters' }).click();
    await sofia.getByRole('button', { name: 'More filters' }).click();
    const error = sofia.getByRole('searchbox', { name: 'Error code' });
    await error.fill('tier_not_permitted');
    await error.press('Enter');
    await expect(table).toContainText('tier_not_permitted');
    await check(sofia, 'requests-3-more-filters');
    await error.fill('no_such_code');
    await error.press('Enter');
    await expect(
      sofia.getByText('No request fits these filters'),
    ).toBeVisible();
    await check(sofia, 'requests-4-nothing');
  });

  await test.step('a refusal tells which control refused, and what it looked at', async () => {
    await read(sofia, refused);
    await expect(sofia.getByText('Refused by: Data tier')).toBeVisible();
    await expect(
      sofia.getByText('No model worked, so nothing was used'),
    ).toBeVisible();
    await check(sofia, 'requests-5-refusal');
  });

  await test.step('an answer tells hold, usage, price and cost', async () => {
    await read(sofia, answered);
    await expect(sofia.getByText('Every control passed')).toBeVisible();
    await expect(sofia.getByText(/^Exact cost: \$0\.0/)).toBeVisible();
    await expect(
      sofia.getByRole('grid', { name: 'Tokens by price' }),
    ).toContainText('Output');
    await check(sofia, 'requests-6-answer');
  });

  await test.step('a failure shows each attempt', async () => {
    await read(sofia, failed);
    await expect(
      sofia.getByText(/This is attempt 1 of \d of one call/),
    ).toBeVisible();
    const attempts = sofia.getByRole('grid', { name: 'Attempts' });
    await expect(attempts).toContainText('Provider error');
    await check(sofia, 'requests-7-attempts');
  });

  expect(problems).toEqual([]);
});

async function read(page: Page, id: string) {
  await page.goto(`/ai-foundation/requests/${id}`);
  await expect(page.getByText('What happened')).toBeVisible();
}

/** A key of the team, to call the gateway with; answers the id of the row. */
async function keyOfTheTeam(request: APIRequestContext) {
  const { version, sha256 } = await callControlPlane<{
    version: string;
    sha256: string;
  }>(request, ELIF, { method: 'get', path: '/aup/current' });
  await callControlPlane(request, ELIF, {
    method: 'post',
    path: `/aup/versions/${version}/acknowledgements`,
    data: { sha256 },
  });
  const { secret } = await callControlPlane<{ secret: string }>(request, ELIF, {
    method: 'post',
    path: '/keys',
    data: {
      owner: TEAM,
      purpose: 'code-assistance',
      models: [`aimodel:default/${MODEL}`],
      tier: 'internal',
      expiresInDays: 7,
    },
  });
  return async ({ tier, behaviour }: { tier?: string; behaviour?: string }) => {
    const answer = await request.post(
      '/api/ai-foundation/openai/v1/chat/completions',
      {
        headers: {
          authorization: `Bearer ${secret}`,
          ...(tier && { 'x-ai-data-tier': tier }),
        },
        data: {
          model: MODEL,
          max_completion_tokens: 50,
          ...(behaviour && { metadata: { demo_behaviour: behaviour } }),
          messages: [{ role: 'user', content: 'Say something useful' }],
        },
      },
    );
    return answer.headers()['x-ai-foundation-request-id'];
  };
}
