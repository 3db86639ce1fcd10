import { ProviderConfig } from '../../kernel/AiFoundationConfig';

/** What models of stand-ins are said to be owned by, and servers of them to be. */
const SIGNATURES = /\b(demo|stub|fake|dummy)\b|mock/i;

/**
 * Why a provider is no real one by its address: it lies on this machine, at a name
 * that nobody can own, or outside without encryption.
 */
export function standInByAddress({
  baseUrl,
  external,
}: ProviderConfig): string | undefined {
  const host = baseUrl.hostname.replace(/^\[|\]$/g, '');
  if (/^(localhost|127\.|::1$|0\.0\.0\.0$)|\.localhost$/.test(host)) {
    return `${host} is the gateway's own machine.`;
  }
  if (/\.(test|example|invalid)$/.test(host)) {
    return `${host} is a name that is set apart for tests.`;
  }
  if (external && baseUrl.protocol === 'http:') {
    return `${host} lies outside and is called without encryption.`;
  }
  return undefined;
}

/** Why a provider is no real one by what it answers to a list of its models. */
export function standInByAnswer(
  body: unknown,
  headers: Record<string, string | string[] | undefined>,
): string | undefined {
  const { data } = (body ?? {}) as { data?: Array<{ owned_by?: unknown }> };
  const told = [
    headers.server,
    headers['x-powered-by'],
    ...(Array.isArray(data) ? data.map(model => model?.owned_by) : []),
  ].find(text => typeof text === 'string' && SIGNATURES.test(text));
  return told === undefined
    ? undefined
    : `It calls itself '${String(told).slice(0, 60)}'.`;
}
