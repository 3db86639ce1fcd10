const MEMBER = 'user:default/jonas.lindqvist';
const FINANCE = 'user:default/ingrid.solberg';
const TEAM = 'group:default/shipment-tracking';
const MODEL = 'aimodel:default/gpt-4o-mini';
/** High enough to be in nobody's way, and checked all the same. */
const CEILING_USD = '100000';

/** The portal's API, as its people use it. */
export class Portal {
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://localhost:${port}`;
  }

  /** Whether it runs, and the example company's decisions are taken. */
  async isReady(): Promise<boolean> {
    const models = await this.#call(MEMBER, 'GET', '/models');
    return JSON.stringify(models).includes('"approved"');
  }

  /** Acknowledges the policy, sets ceilings and issues a key; answers its secret. */
  async prepare(): Promise<string> {
    const { version, sha256 } = (await this.#call(
      MEMBER,
      'GET',
      '/aup/current',
    )) as { version: string; sha256: string };
    await this.#call(
      MEMBER,
      'POST',
      `/aup/versions/${version}/acknowledgements`,
      { sha256 },
    );
    const { key, secret } = (await this.#call(MEMBER, 'POST', '/keys', {
      owner: TEAM,
      purpose: 'code-assistance',
      models: [MODEL],
      tier: 'internal',
      expiresInDays: 30,
    })) as { key: { id: string }; secret: string };
    for (const scope of [
      { kind: 'organisation' },
      { kind: 'team', ref: TEAM },
      { kind: 'key', ref: key.id },
    ]) {
      await this.#call(FINANCE, 'PUT', '/ceilings', {
        scope,
        amountUsd: CEILING_USD,
        reason: 'For the benchmark',
      });
    }
    return secret;
  }

  async #call(
    person: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> {
    const session = await fetch(`${this.#url}/api/auth/demo/refresh`, {
      headers: {
        'x-demo-person': person,
        'x-requested-with': 'XMLHttpRequest',
      },
    });
    const { backstageIdentity } = (await session.json()) as {
      backstageIdentity: { token: string };
    };
    const answer = await fetch(`${this.#url}/api/ai-foundation${path}`, {
      method,
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${await answer.text()}`);
    }
    return answer.json();
  }
}
