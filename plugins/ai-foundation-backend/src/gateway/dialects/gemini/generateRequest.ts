import {
  ModelRequest,
  RequestTarget,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { isObject, JsonObject } from '../json';
import { fieldsOf, invalid, wholeNumber } from '../requestFields';
import { camelCased, objectsIn } from './protoJson';

/** What a part may have without bringing more than its bytes in the body. */
const TEXT_PART_FIELDS = new Set([
  'text',
  'thought',
  'thoughtSignature',
  'functionCall',
  'functionResponse',
  'partMetadata',
]);

const MAX_CANDIDATES = 8;

/** What a request can ask for that is billed beside its tokens, or at other rates. */
const UNPRICED_FIELDS: Readonly<Record<string, string>> = {
  cachedContent: 'a stored cache (`cachedContent`)',
  automaticContinuation: 'a continued answer (`automaticContinuation`)',
  continuationToken: 'a continued answer (`continuationToken`)',
};

const UNPRICED_CONFIG: Readonly<Record<string, string>> = {
  imageConfig: 'pictures (`imageConfig`)',
  modelSelectionConfig: 'a choice of models (`modelSelectionConfig`)',
  routingConfig: 'a choice of models (`routingConfig`)',
  speechConfig: 'speech (`speechConfig`)',
};

/**
 * Reads the body of a request for content: all that admission needs, and
 * nothing that is the provider's to judge.
 *
 * @throws GatewayError where a field that bounds the request's cost is not valid.
 */
export function readGenerateRequest(
  body: unknown,
  bodyBytes: number,
  target: RequestTarget,
): ModelRequest {
  const { model, ...given } = fieldsOf(body, target);
  const fields = camelCased(given);
  const contents = objectsIn(fields.contents);
  if (contents.length === 0) {
    throw invalid('`contents` must be a list.', 'contents');
  }
  const config = objectIn(fields, 'generationConfig');
  const thinking = objectIn(config, 'thinkingConfig');
  return {
    model: model.replace(/^models\//, ''),
    stream: false,
    body: {
      ...fields,
      ...(fields.generationConfig !== undefined && {
        generationConfig: {
          ...config,
          ...(config.thinkingConfig !== undefined && {
            thinkingConfig: thinking,
          }),
        },
      }),
    },
    bodyBytes,
    maxOutputTokens: outputBoundOf(config, thinking),
    choices: wholeNumber(config, 'candidateCount', MAX_CANDIDATES) ?? 1,
    unboundedInput: [...contents, ...objectsIn(fields.systemInstruction)]
      .flatMap(({ parts }) => objectsIn(parts))
      .some(isUnbounded),
    extraInputTokens: 0,
    extraOutputTokens: 0,
    unpriced: unpricedPartOf(fields, config),
  };
}

/** @throws GatewayError 400 where it is there and no object. */
function objectIn(fields: JsonObject, name: string): JsonObject {
  const value = fields[name] ?? {};
  if (!isObject(value)) {
    throw invalid(`\`${name}\` must be an object.`, name);
  }
  return camelCased(value);
}

/** Thoughts count against the bound of the answer; their own may be higher. */
function outputBoundOf(
  config: JsonObject,
  { thinkingBudget }: JsonObject,
): number | undefined {
  const answer = wholeNumber(config, 'maxOutputTokens');
  const thinking = thinkingBudget ?? 0;
  // The API also takes numbers as texts; -1 leaves it to the model, within the bound.
  if (!Number.isSafeInteger(thinking)) {
    throw invalid('`thinkingBudget` must be a whole number.', 'thinkingBudget');
  }
  return answer === undefined
    ? undefined
    : Math.max(answer, thinking as number);
}

/** The answer of a function may bring pictures itself. */
function isUnbounded(part: JsonObject): boolean {
  const brings = Object.keys(part).some(name => !TEXT_PART_FIELDS.has(name));
  return brings || objectsIn(part.functionResponse).some(({ parts }) => parts);
}

function unpricedPartOf(
  fields: JsonObject,
  config: JsonObject,
): string | undefined {
  return (
    named(UNPRICED_FIELDS, fields) ??
    named(UNPRICED_CONFIG, config) ??
    unpricedTier(fields.serviceTier) ??
    unpricedModality(config.responseModalities) ??
    paidTool(fields.tools)
  );
}

function named(
  unpriced: Readonly<Record<string, string>>,
  fields: JsonObject,
): string | undefined {
  const name = Object.keys(unpriced).find(
    field => (fields[field] ?? undefined) !== undefined,
  );
  return name && unpriced[name];
}

function unpricedTier(tier: unknown): string | undefined {
  return /^(unspecified|standard)$/i.test(String(tier ?? 'standard'))
    ? undefined
    : `the \`serviceTier\` '${String(tier).slice(0, 100)}'`;
}

function unpricedModality(modalities: unknown): string | undefined {
  const other = [modalities ?? 'TEXT'].flat().find(one => one !== 'TEXT');
  return other === undefined
    ? undefined
    : `answers of another kind than text (\`responseModalities\` '${String(
        other,
      ).slice(0, 100)}')`;
}

/** Only functions run at the client; other tools bring input and fees that nobody can bound here. */
function paidTool(tools: unknown): string | undefined {
  const paid = objectsIn(tools)
    .flatMap(tool => Object.keys(tool))
    .find(name => name !== 'functionDeclarations');
  return paid && `the tool '${paid.slice(0, 100)}'`;
}
