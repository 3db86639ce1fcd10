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
    await takePicture(page, {
      path: join(FOLDER, `${name}-${size.width}.png`),
      size: { ...size, height },
    });
    await page.setViewportSize(size);
  }
}

/** Chromium now and then draws nothing after its window has changed; changing it again wakes it. */
async function takePicture(
  page: Page,
  picture: { path: string; size: { width: number; height: number } },
  triesLeft = 3,
): Promise<void> {
  const { path, size } = picture;
  await page.setViewportSize(size);
  try {
    await page.screenshot({ path, animations: 'disabled', timeout: 8_000 });
  } catch (error) {
    if (triesLeft === 1) {
      throw error;
    }
    await page.setViewportSize({ ...size, height: size.height + 1 });
    await takePicture(page, picture, triesLeft - 1);
  }
}
