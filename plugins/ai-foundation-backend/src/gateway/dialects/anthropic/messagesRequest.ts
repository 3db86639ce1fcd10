import { isObject, JsonObject, listOf } from '../json';
import {
  ModelRequest,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import {
  fieldsOf,
  flag,
  invalid,
  unpricedServiceTier,
  wholeNumber,
} from '../requestFields';

/** Parts whose bytes in the body bound their tokens. */
const TEXT_PARTS = new Set<unknown>([
  'text',
  'thinking',
  'redacted_thinking',
  'tool_use',
]);

/** `auto` takes a paid priority only where the organisation has bought one. */
const PRICED_SERVICE_TIERS = ['auto', 'standard_only'];

/** The provider tells its models of tools in words of its own. */
const TOOL_PROMPT_TOKENS = 1_000;

/** What a request can ask for that is billed beside its tokens, or at other rates. */
const UNPRICED_FIELDS: Readonly<Record<string, string>> = {
  container: 'code execution (`container`)',
  context_management: 'compaction (`context_management`)',
  fallbacks: 'an answer by another model (`fallbacks`)',
  inference_geo: 'a place of inference (`inference_geo`)',
  mcp_servers: 'tools of a remote server (`mcp_servers`)',
};

/**
 * Reads the body of a message: all that admission needs, and nothing that is
 * the provider's to judge.
 *
 * @throws GatewayError where a field that bounds the request's cost is not valid.
 */
export function readMessagesRequest(
  body: unknown,
  bodyBytes: number,
  target: RequestTarget,
): ModelRequest {
  const fields = fieldsOf(body, target);
  if (!Array.isArray(fields.messages)) {
    throw invalid('`messages` must be a list.', 'messages');
  }
  const tools = listOf(fields.tools);
  return {
    model: fields.model,
    stream: flag(fields, 'stream'),
    body: fields,
    bodyBytes,
    maxOutputTokens: outputBoundOf(fields),
    choices: 1,
    unboundedInput: [
      ...fields.messages.flatMap(partsOf),
      ...listOf(fields.system),
    ].some(isUnbounded),
    extraInputTokens: tools.length > 0 ? TOOL_PROMPT_TOKENS * tools.length : 0,
    extraOutputTokens: 0,
    unpriced: unpricedPartOf(fields, tools),
  };
}

function partsOf(message: unknown): unknown[] {
  return isObject(message) ? listOf(message.content) : [];
}

/** The result of a tool may hold pictures and documents itself. */
function isUnbounded(part: unknown): boolean {
  if (!isObject(part)) {
    return false;
  }
  return part.type === 'tool_result'
    ? listOf(part.content).some(isUnbounded)
    : !TEXT_PARTS.has(part.type);
}

/** Thoughts between the calls of tools may go past `max_tokens`, up to their own budget. */
function outputBoundOf(fields: JsonObject): number | undefined {
  const answer = wholeNumber(fields, 'max_tokens');
  const thinking = isObject(fields.thinking)
    ? wholeNumber(fields.thinking, 'budget_tokens')
    : undefined;
  return answer === undefined ? undefined : Math.max(answer, thinking ?? 0);
}

function unpricedPartOf(
  fields: JsonObject,
  tools: unknown[],
): string | undefined {
  const field = Object.keys(UNPRICED_FIELDS).find(
    name => fields[name] !== undefined && fields[name] !== null,
  );
  if (field) {
    return UNPRICED_FIELDS[field];
  }
  if (fields.speed !== undefined && fields.speed !== 'standard') {
    return 'a higher `speed`';
  }
  const paid = tools.find(isPaidTool) as { type: string } | undefined;
  return paid
    ? `the tool '${paid.type.slice(0, 100)}'`
    : unpricedServiceTier(fields, PRICED_SERVICE_TIERS);
}

/** But for those that are known to cost tokens alone: tools that run at the provider bring input and fees that nobody can bound here. */
function isPaidTool(tool: unknown): boolean {
  return (
    isObject(tool) &&
    typeof tool.type === 'string' &&
    !/^(custom$|bash_|computer_|memory_|text_editor_|tool_search_)/.test(
      tool.type,
    )
  );
}
