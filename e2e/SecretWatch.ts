import { expect, Page } from '@playwright/test';

interface Sighting {
  where: string;
  text: string;
}

/** Looks for a secret in everything that the browser gets and keeps from now on. */
export class SecretWatch {
  readonly #page: Page;
  readonly #secret: string;
  readonly #answers: Array<Promise<Sighting>> = [];

  constructor(page: Page, secret: string) {
    this.#page = page;
    this.#secret = secret;
    page.on('response', response => {
      // An answer that nobody waited for has no body any more.
      const text = response.text().catch(() => '');
      this.#answers.push(
        text.then(body => ({ where: response.url(), text: body })),
      );
    });
  }

  async expectNothing() {
    const answers = await Promise.all(this.#answers);
    expect(answers.length).toBeGreaterThan(0);
    const kept = await this.#page.evaluate(() => [
      { where: 'page', text: document.documentElement.outerHTML },
      {
        where: 'fields',
        text: [...document.querySelectorAll('input')]
          .map(({ value }) => value)
          .join('\n'),
      },
      { where: 'local storage', text: JSON.stringify({ ...localStorage }) },
      { where: 'session storage', text: JSON.stringify({ ...sessionStorage }) },
      { where: 'address', text: location.href },
      { where: 'history', text: JSON.stringify(history.state) },
    ]);
    const found = [...answers, ...kept]
      .filter(({ text }) => text?.includes(this.#secret))
      .map(({ where }) => where);
    expect(found).toEqual([]);
  }
}
