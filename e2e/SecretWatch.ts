import { expect, Page } from '@playwright/test';

/** Looks for a secret in everything that the browser gets and keeps from now on. */
export class SecretWatch {
  readonly #page: Page;
  readonly #secret: string;
  readonly #bodies: Array<Promise<string>> = [];

  constructor(page: Page, secret: string) {
    this.#page = page;
    this.#secret = secret;
    page.on('response', response => {
      // An answer that nobody waited for has no body any more.
      this.#bodies.push(response.text().catch(() => ''));
    });
  }

  async expectNothing() {
    const bodies = await Promise.all(this.#bodies);
    expect(bodies.length).toBeGreaterThan(0);
    const kept = await this.#page.evaluate(() =>
      JSON.stringify([
        document.documentElement.outerHTML,
        [...document.querySelectorAll('input')].map(({ value }) => value),
        { ...localStorage },
        { ...sessionStorage },
        location.href,
        history.state,
      ]),
    );
    expect(
      [...bodies, kept].filter(text => text.includes(this.#secret)),
    ).toEqual([]);
  }
}
