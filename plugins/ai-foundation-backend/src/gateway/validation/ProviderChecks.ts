import {
  ProviderRecord,
  ValidationCheck,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Agent, request } from 'undici';
import {
  AiFoundationConfig,
  ProviderConfig,
} from '../../kernel/AiFoundationConfig';
import { credentialFingerprint } from './configFingerprint';
import { standInByAddress, standInByAnswer } from './standInOf';
import { ValidationOutcome } from './types';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Shorter than any real one, so that it can be nobody's. */
const WRONG_CREDENTIAL = 'not-a-credential';
/** What operators leave behind in a configuration. */
const PLACEHOLDERS =
  /^(changeme|change-me|todo|xxx+|secret|test|your[-_ ].*|<.*>|)$/i;

interface Listed {
  status: number | undefined;
  requestId: string | undefined;
  standIn: string | undefined;
  latencyMs: number;
  problem: string | undefined;
}

/**
 * Asks each provider for its models with the configured credential, and once with
 * a wrong one: who lets anybody in has not told that the right one is right.
 */
export class ProviderChecks {
  readonly #config: AiFoundationConfig;
  readonly #dialects: readonly Dialect[];

  constructor(options: {
    config: AiFoundationConfig;
    dialects: readonly Dialect[];
  }) {
    this.#config = options.config;
    this.#dialects = options.dialects;
  }

  async run(): Promise<ValidationOutcome> {
    const providers = [...this.#config.providers.values()];
    const agent = new Agent({
      connect: { timeout: this.#config.gateway.connectTimeoutMs },
    });
    try {
      const checked = await Promise.all(
        providers.map(provider => this.#check(provider, agent)),
      );
      const records = checked.map(({ record }) => record);
      const checks = checked.flatMap(each => each.checks);
      return {
        checks: checks.length > 0 ? checks : [noProvider()],
        record: { providers: records },
        summary: `${records.length} of ${records.length} providers know the gateway's credential.`,
        // One real provider is enough for the first stage.
        isDemo: records.every(({ standIn }) => standIn !== undefined),
        targets: records.map(({ host }) => host),
      };
    } finally {
      await agent.destroy();
    }
  }

  async #check(
    provider: ProviderConfig,
    agent: Agent,
  ): Promise<{ record: ProviderRecord; checks: ValidationCheck[] }> {
    const right = await this.#list(provider, agent);
    const wrong = await this.#list(
      { ...provider, apiKey: WRONG_CREDENTIAL },
      agent,
    );
    const account = this.#config.validation.accounts.get(provider.id);
    return {
      record: {
        provider: provider.id,
        host: provider.baseUrl.host,
        isEncrypted: provider.baseUrl.protocol === 'https:',
        credentialFingerprint: credentialFingerprint(provider.apiKey),
        accountOwner: account?.owner,
        accountId: account?.id,
        httpStatus: right.status,
        providerRequestId: right.requestId,
        latencyMs: right.latencyMs,
        standIn: standInByAddress(provider) ?? right.standIn,
      },
      checks: [
        placeholder(provider),
        {
          check: 'credential-accepted',
          subject: provider.id,
          expected: '200 to a list of models',
          got: wordsOf(right),
          result: right.status === 200 ? 'passed' : 'failed',
          reason:
            right.status === 200
              ? undefined
              : `Look at aiFoundation.providers.${provider.id}: its base URL, its credential, and the account there.`,
          latencyMs: right.latencyMs,
        },
        {
          check: 'wrong-credential-refused',
          subject: provider.id,
          expected: '400, 401 or 403 to a wrong credential',
          got: wordsOf(wrong),
          result: [400, 401, 403].includes(wrong.status ?? 0)
            ? 'passed'
            : 'failed',
          latencyMs: wrong.latencyMs,
        },
      ],
    };
  }

  async #list(provider: ProviderConfig, agent: Agent): Promise<Listed> {
    const dialect = this.#dialects.find(({ id }) => id === provider.dialect);
    const startedAt = performance.now();
    const latencyMs = () => Math.round(performance.now() - startedAt);
    try {
      const answer = await request(modelsUrl(provider), {
        dispatcher: agent,
        headers: {
          ...dialect?.defaultHeaders,
          ...dialect?.authenticate(provider),
        },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const requestId = answer.headers[dialect?.requestIdHeader ?? ''];
      const body = await bodyOf(answer.body);
      return {
        status: answer.statusCode,
        requestId: typeof requestId === 'string' ? requestId : undefined,
        standIn: standInByAnswer(body, answer.headers),
        latencyMs: latencyMs(),
        problem: undefined,
      };
    } catch (error) {
      return {
        status: undefined,
        requestId: undefined,
        standIn: undefined,
        latencyMs: latencyMs(),
        // By its code alone: a message could repeat a header.
        problem: (error as NodeJS.ErrnoException).code ?? 'no answer',
      };
    }
  }
}

/** Providers of every dialect list their models here, below the base URL. */
function modelsUrl({ baseUrl, apiVersion }: ProviderConfig): URL {
  const url = new URL(`${baseUrl.href.replace(/\/$/, '')}/models`);
  if (apiVersion !== undefined) {
    url.searchParams.set('api-version', apiVersion);
  }
  return url;
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function wordsOf({ status, problem }: Listed): string {
  return status === undefined ? `no answer (${problem})` : String(status);
}

function placeholder({ id, apiKey }: ProviderConfig): ValidationCheck {
  const isPlaceholder = PLACEHOLDERS.test(apiKey.trim());
  return {
    check: 'credential-set',
    subject: id,
    expected: 'a credential',
    got: isPlaceholder ? 'a placeholder' : 'a credential',
    result: isPlaceholder ? 'failed' : 'passed',
  };
}

function noProvider(): ValidationCheck {
  return {
    check: 'provider-configured',
    subject: 'aiFoundation.providers',
    expected: 'one provider or more',
    got: 'none',
    result: 'failed',
    reason: 'Configure a provider under aiFoundation.providers.',
  };
}
