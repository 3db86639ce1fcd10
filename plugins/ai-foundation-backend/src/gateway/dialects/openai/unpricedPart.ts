import { isObject, JsonObject, listOf } from '../json';
import { unpricedServiceTier } from '../requestFields';

/** The classes of service that the catalog's price is for. */
const PRICED_SERVICE_TIERS = ['default', 'auto'];

/**
 * What a request can ask for that is billed beside its tokens or brings more of
 * them, or that another model answers; most of it is known to compatible servers
 * and gateways alone.
 */
const UNPRICED_FIELDS: Readonly<Record<string, string>> = {
  api_base: 'another place (`api_base`)',
  base_url: 'another place (`base_url`)',
  context_management: 'compaction (`context_management`)',
  data_sources: "the provider's own data (`data_sources`)",
  fallbacks: 'an answer by another model (`fallbacks`)',
  model_list: 'an answer by another model (`model_list`)',
  models: 'an answer by another model (`models`)',
  plugins: 'plugins of the provider (`plugins`)',
  search_parameters: 'live search (`search_parameters`)',
  web_search_options: 'web search (`web_search_options`)',
};

/** Tools that the client runs itself; the others run at the provider, for a fee. */
const OWN_TOOLS = new Set<unknown>(['function', 'custom']);

/** What of a request the catalog has no price for, in words. */
export function unpricedPartOf(fields: JsonObject): string | undefined {
  const field = Object.keys(UNPRICED_FIELDS).find(
    name => fields[name] !== undefined && fields[name] !== null,
  );
  return field
    ? UNPRICED_FIELDS[field]
    : paidToolOf(fields) ?? unpricedServiceTier(fields, PRICED_SERVICE_TIERS);
}

function paidToolOf({ tools }: JsonObject): string | undefined {
  const paid = listOf(tools).find(
    tool => isObject(tool) && !OWN_TOOLS.has(tool.type),
  ) as JsonObject | undefined;
  return paid && `the tool '${String(paid.type).slice(0, 100)}'`;
}
