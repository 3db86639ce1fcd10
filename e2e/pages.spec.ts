import { expect, test } from '@playwright/test';
import { expectAccessible } from './expectAccessible';
import { signInAs } from './signInAs';
import { takePictures } from './takePictures';

const PAGES = [
  ['models', '/ai-foundation/models', 'Models'],
  ['policy', '/ai-foundation/policy', 'Policy'],
  ['teams', '/ai-foundation/teams', 'Teams'],
  ['costs', '/ai-foundation/costs', 'Costs'],
  ['requests', '/ai-foundation/requests', 'Requests'],
  ['governance', '/ai-foundation/governance', 'Governance'],
  ['model', '/catalog/default/aimodel/gpt-4o', 'GPT-4o'],
  ['tier', '/catalog/default/datatier/internal', 'Internal'],
  ['group', '/catalog/default/group/shipment-tracking', 'Shipment Tracking'],
  [
    'group-tab',
    '/catalog/default/group/shipment-tracking/ai-foundation',
    'Shipment Tracking',
  ],
];

for (const [name, path, heading] of PAGES) {
  test(`operations sees ${path} as it should be`, async ({ page }) => {
    const problems: string[] = [];
    page.on('pageerror', error => problems.push(error.message));
    page.on('response', response => {
      if (response.status() >= 400) {
        problems.push(`${response.status()} ${response.url()}`);
      }
    });

    await signInAs(page, 'Sofia Marino');
    await page.goto(path);
    await expect(
      page.getByRole('heading', { name: heading, exact: true }).first(),
    ).toBeVisible();
    await page.waitForLoadState('networkidle');

    await takePictures(page, `operations-${name}`);
    await expectAccessible(page);
    expect(problems).toEqual([]);
  });
}
