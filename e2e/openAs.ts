import { Browser, expect, Page } from '@playwright/test';
import { expectAccessible } from './expectAccessible';
import { signInAs } from './signInAs';
import { takePictures } from './takePictures';

/** A page of a person's own, with whatever goes wrong on it written down. */
export async function openAs(
  browser: Browser,
  name: string,
  problems: string[],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  page.on('pageerror', error => problems.push(error.message));
  page.on('response', response => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  await signInAs(page, name);
  return page;
}

/** Keeps a page as it looks now, and expects that everybody can use it. */
export async function check(page: Page, name: string) {
  await takePictures(page, name);
  await expectAccessible(page);
  await page.setViewportSize({ width: 400, height: 800 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
      message: 'the page does not scroll sideways',
    })
    .toBeLessThanOrEqual(400);
  await page.setViewportSize({ width: 1440, height: 900 });
}
