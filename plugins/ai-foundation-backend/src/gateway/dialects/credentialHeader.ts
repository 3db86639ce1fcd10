import { Upstream } from '@ai-foundation/backstage-plugin-ai-foundation-node';

/** The header that authenticates the gateway at a provider: the dialect's own, or as configured. */
export function credentialHeader(
  { apiKey, auth }: Upstream,
  own: string,
): Record<string, string> {
  const header = auth ?? own;
  return header === 'bearer'
    ? { authorization: `Bearer ${apiKey}` }
    : { [header]: apiKey };
}
