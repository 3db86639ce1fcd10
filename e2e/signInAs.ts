import { expect, Page } from '@playwright/test';

/** Opens the portal and signs in as one of the example people. */
export async function signInAs(page: Page, name: string) {
  await page.goto('/');
  await page.getByText(name, { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in as' })).toBeHidden();
}
