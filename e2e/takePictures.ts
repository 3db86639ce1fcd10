import { Page } from '@playwright/test';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'screenshots');
const WIDTHS = [
  { width: 400, height: 800 },
  { width: 1440, height: 900 },
];

/** Keeps the whole page as people see it on a telephone and on a desk. */
export async function takePictures(page: Page, name: string) {
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    // A window as high as the page: in a stitched picture, what is fixed to the window's edge stands in the middle.
    const height = await page.evaluate(
      () => document.documentElement.scrollHeight,
    );
    await page.setViewportSize({ ...size, height });
    await page.screenshot({
      path: join(FOLDER, `${name}-${size.width}.png`),
      animations: 'disabled',
    });
    await page.setViewportSize(size);
  }
}
