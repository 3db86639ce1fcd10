import { expect, Page, test } from '@playwright/test';
import { expectAccessible } from './expectAccessible';
import { signInAs } from './signInAs';
import { takePictures } from './takePictures';

const ROOT = '/ai-foundation';
const AREAS = `${ROOT}/governance`;

/** Each page by the person whose page it is: the name of its pictures, its address, its heading. */
const TOURS: Record<string, string[][]> = {
  'Sofia Marino': [
    ['models', `${ROOT}/models`, 'Models'],
    ['policy', `${ROOT}/policy`, 'Policy'],
    ['teams', `${ROOT}/teams`, 'Teams'],
    ['costs', `${ROOT}/costs`, 'Costs'],
    ['requests', `${ROOT}/requests`, 'Requests'],
    ['model', '/catalog/default/aimodel/gpt-4o', 'GPT-4o'],
    ['tier', '/catalog/default/datatier/internal', 'Internal'],
    ['group', '/catalog/default/group/shipment-tracking', 'Shipment Tracking'],
    [
      'group-tab',
      '/catalog/default/group/shipment-tracking/ai-foundation',
      'Shipment Tracking',
    ],
  ],
  'Rafael Ortega': [
    ['inbox', AREAS, 'Governance'],
    ['drafts', `${AREAS}/policy`, 'Drafts'],
    ['decisions', `${AREAS}/models`, 'Models'],
    ['keys', `${AREAS}/keys`, 'Keys'],
    ['seats', `${AREAS}/seats`, 'Seats'],
    ['inventory', `${AREAS}/inventory`, 'Usage inventory'],
    ['propose', `${ROOT}/models/propose`, 'Propose a model'],
    [
      'compare',
      `${ROOT}/models/compare?model=aimodel:default/gpt-4o&model=aimodel:default/gpt-4o-mini`,
      'Compare models',
    ],
  ],
  'Claire Fontaine': [
    ['inbox', AREAS, 'Governance'],
    ['circulation', `${AREAS}/circulation`, 'Circulation'],
    ['campaign', `${AREAS}/circulation/1.0`, 'Circulation of version 1.0'],
  ],
  'Viktor Halvorsen': [
    ['exemptions', `${AREAS}/exemptions`, 'Exemptions'],
    ['data', `${AREAS}/data`, 'Data'],
    ['findings', `${AREAS}/findings`, 'Findings'],
    ['audit', `${AREAS}/audit`, 'Audit trail'],
    ['entry', `${AREAS}/audit/1`, 'Entry 1'],
  ],
  'Ingrid Solberg': [['ceilings', `${AREAS}/ceilings`, 'Cost ceilings']],
  'Astrid Lund': [
    ['inbox', AREAS, 'Governance'],
    ['seats', `${AREAS}/seats`, 'Seats'],
  ],
  'Jonas Lindqvist': [
    ['home', `${ROOT}/home`, 'Home'],
    ['new-key', `${ROOT}/keys/new`, 'Get a key'],
    ['report', `${ROOT}/usage/report`, 'Report a use'],
  ],
};

/** What each area says to somebody without a permission of governance. */
const READ_ONLY = [
  ['inbox', '', 'Governance'],
  ['policy', '/policy', 'This area is not open to you'],
  ['circulation', '/circulation', 'This area is not open to you'],
  ['exemptions', '/exemptions', 'No exemption yet'],
  ['models', '/models', 'You may read this, not decide.'],
  ['data', '/data', 'Which data there is'],
  ['ceilings', '/ceilings', 'Cost ceilings'],
  ['keys', '/keys', 'You may read this, not decide.'],
  ['seats', '/seats', 'Minutes are read by'],
  ['inventory', '/inventory', 'Usage inventory'],
  ['findings', '/findings', 'This area is not open to you'],
  ['audit', '/audit', 'This area is not open to you'],
];

const ACTS =
  /^(Approve|Appoint|Decide|Declare|End|Export|Import|Propose|Publish|Remove|Revoke|Review|Run|Scan|Start|Suspend)\b/;

for (const [person, pages] of Object.entries(TOURS)) {
  test(`${person} finds each page as it should be`, async ({ page }) => {
    const problems = watch(page);
    await signInAs(page, person);
    for (const [name, path, heading] of pages) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(
          page.getByRole('heading', { name: heading, exact: true }).first(),
        ).toBeVisible();
        await check(page, `${person.split(' ')[0].toLowerCase()}-${name}`);
        expect.soft(problems.splice(0)).toEqual([]);
      });
    }
  });
}

test('whoever has no part in governance reads it, and is offered nothing that is refused', async ({
  page,
}) => {
  const problems = watch(page);
  await signInAs(page, 'Jonas Lindqvist');
  for (const [name, path, words] of READ_ONLY) {
    await test.step(name, async () => {
      await page.goto(AREAS + path);
      await expect(page.getByText(words).first()).toBeVisible();
      await check(page, `read-only-${name}`);
      await expect(
        page.getByRole('main').getByRole('button', { name: ACTS }),
      ).toHaveCount(0);
      expect.soft(problems.splice(0)).toEqual([]);
    });
  }
});

/** What goes wrong from now on. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));
  page.on('response', response => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  return problems;
}

async function check(page: Page, name: string) {
  await page.waitForLoadState('networkidle');
  await takePictures(page, name);
  await expectAccessible(page);
}
