import { GatewayConfig, ProviderConfig } from '../../kernel/AiFoundationConfig';
import { UpstreamLink, UpstreamState } from './UpstreamLink';

/** Tells how each provider was met lately. */
export interface UpstreamStates {
  states(): UpstreamState[];
}

/** The ways to all providers, each made when it is first needed. */
export class Upstreams implements UpstreamStates {
  readonly #config: GatewayConfig;
  readonly #links = new Map<string, UpstreamLink>();

  constructor(config: GatewayConfig) {
    this.#config = config;
  }

  for(provider: ProviderConfig): UpstreamLink {
    let link = this.#links.get(provider.id);
    if (!link) {
      link = new UpstreamLink(provider, this.#config);
      this.#links.set(provider.id, link);
    }
    return link;
  }

  /** Of the providers that were asked since the start. */
  states(): UpstreamState[] {
    return [...this.#links.values()].map(({ state }) => state);
  }

  /** `undefined` where it was not asked since the start. */
  stateOf(providerId: string): UpstreamState | undefined {
    return this.#links.get(providerId)?.state;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map(link => link.close()));
  }
}
