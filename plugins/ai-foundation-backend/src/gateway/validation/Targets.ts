import { DiscoveryService } from '@backstage/backend-plugin-api';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { Target } from './ask';

/** Where the gateway is reached: as clients reach it first, never by a way around the network. */
export class Targets {
  readonly #discovery: DiscoveryService;
  readonly #config: AiFoundationConfig;
  readonly #listenerUrl: () => string | undefined;

  constructor(options: {
    discovery: DiscoveryService;
    config: AiFoundationConfig;
    /** The own port of this process, where there is one. */
    listenerUrl: () => string | undefined;
  }) {
    this.#discovery = options.discovery;
    this.#config = options.config;
    this.#listenerUrl = options.listenerUrl;
  }

  /** The URL that clients are given. */
  async public(): Promise<Target> {
    const url =
      this.#config.gateway.publicUrl ??
      (await this.#discovery.getExternalBaseUrl('ai-foundation'));
    return { url, isOwnListener: false };
  }

  /** Every one: the public URL, the portal's, and the own port. */
  async all(): Promise<Target[]> {
    const { url: publicUrl } = await this.public();
    const portalUrl = await this.#discovery.getExternalBaseUrl('ai-foundation');
    const listenerUrl = this.#listenerUrl();
    return [
      ...[...new Set([publicUrl, portalUrl])].map(url => ({
        url,
        isOwnListener: false,
      })),
      ...(listenerUrl === undefined
        ? []
        : [{ url: reachable(listenerUrl), isOwnListener: true }]),
    ];
  }
}

/** An address that means every interface is none that can be called. */
function reachable(url: string): string {
  return url
    .replace('//0.0.0.0:', '//127.0.0.1:')
    .replace('//[::]:', '//[::1]:');
}
