import { Pool } from 'undici';
import { GatewayConfig, ProviderConfig } from '../../kernel/AiFoundationConfig';

/** Sockets to one provider at most; what is above waits for one. */
const MAX_CONNECTIONS = 512;

/** One pool of connections a provider, made when it is first needed. */
export class ProviderPools {
  readonly #config: GatewayConfig;
  readonly #pools = new Map<string, Pool>();

  constructor(config: GatewayConfig) {
    this.#config = config;
  }

  for(provider: ProviderConfig): Pool {
    let pool = this.#pools.get(provider.id);
    if (!pool) {
      pool = new Pool(provider.baseUrl.origin, {
        connections: MAX_CONNECTIONS,
        connect: { timeout: this.#config.connectTimeoutMs },
        headersTimeout: this.#config.firstByteTimeoutMs,
        bodyTimeout: this.#config.idleTimeoutMs,
      });
      this.#pools.set(provider.id, pool);
    }
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(pool => pool.destroy()));
  }
}
