import { expect, Page } from '@playwright/test';
import { source } from 'axe-core';
import type { AxeResults } from 'axe-core';

/** What the libraries under the portal draw by themselves, with known faults. */
const NOT_OURS = [
  // Backstage's tabs above a plugin's pages name panels that are not there.
  '[aria-label="Toolbar tabs"]',
  // Its link to the notifications hides the count that it shows from its name.
  '[aria-label="Notifications"]',
  // Its toasts have no contrast while they fade.
  '[class*="Toast_"]',
  // React Aria announces to screen readers through images without a picture.
  '[data-live-announcer]',
];

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Scan {
  exclude: string[];
  standard: string[];
}

/** Expects that the page as it is now breaks no rule of WCAG 2.2 AA that can be computed. */
export async function expectAccessible(page: Page) {
  // A row under the pointer is drawn darker by Backstage's table, with less contrast.
  await page.mouse.move(0, 0);
  // Evaluated rather than loaded, as the portal's content policy allows no foreign script.
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults, Scan>(
    ({ exclude, standard }) =>
      (window as unknown as { axe: typeof import('axe-core') }).axe.run(
        { exclude },
        { runOnly: standard },
      ),
    { exclude: NOT_OURS, standard: STANDARD },
  );
  const found = violations.map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ html }) => html.slice(0, 200)),
  }));
  expect(found).toEqual([]);
}
