import { Browser, expect, Page } from '@playwright/test';
import { expectAccessible } from './expectAccessible';
import { signInAs } from './signInAs';
import { takePictures } from './takePictures';

/** A signed-in person, in a browser of their own. */
export class Visitor {
  readonly #problems: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', error => this.#problems.push(error.message));
    page.on('response', response => {
      if (response.status() >= 400) {
        this.#problems.push(`${response.status()} ${response.url()}`);
      }
    });
  }

  static async signIn(browser: Browser, name: string): Promise<Visitor> {
    const visitor = new Visitor(await (await browser.newContext()).newPage());
    await signInAs(visitor.page, name);
    return visitor;
  }

  /** Keeps pictures of what there is now, and expects it to be accessible. */
  async check(picture: string) {
    await this.page.waitForLoadState('networkidle');
    await takePictures(this.page, picture);
    await expectAccessible(this.page);
  }

  async leave() {
    expect(this.#problems).toEqual([]);
    await this.page.context().close();
  }
}
