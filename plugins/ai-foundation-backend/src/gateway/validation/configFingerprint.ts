import { createHash } from 'node:crypto';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { AiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { canonicalJson } from '../../kernel/canonicalJson';
import { routesToProbe } from './routesToProbe';

/**
 * What a validation stands on: another version, provider, credential, address or
 * route has another fingerprint, and what was proved before is stale.
 */
export function configFingerprint(options: {
  config: AiFoundationConfig;
  dialects: readonly Dialect[];
  version: string;
}): string {
  const { config, dialects, version } = options;
  const providers = [...config.providers.values()].map(provider => ({
    id: provider.id,
    dialect: provider.dialect,
    baseUrl: provider.baseUrl.href,
    external: provider.external,
    credential: sha256(provider.apiKey),
  }));
  const routes = dialects.flatMap(dialect =>
    routesToProbe(dialect).map(({ method, path }) => `${method} ${path}`),
  );
  const { listen, publicUrl } = config.gateway;
  return sha256(
    canonicalJson({
      version,
      providers,
      routes,
      publicUrl,
      listensOnPort: listen?.port,
    }),
  );
}

/** Tells credentials apart without telling them. */
export function credentialFingerprint(apiKey: string): string {
  return sha256(apiKey).slice(-4);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
