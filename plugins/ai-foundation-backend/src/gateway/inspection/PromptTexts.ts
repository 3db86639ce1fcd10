/** A member of the body, or the body itself, with the way to it. */
interface Node {
  value: unknown;
  /** In its parent; a number for an element of a list. */
  key: string | number;
  parent: Node | undefined;
}

/** A text of the body. */
export interface PromptText {
  text: string;
  node: Node;
  /** Whether the text is the name of the node, and not its value. */
  isName: boolean;
}

/** What a body says in words, and whether it says something in tokens instead. */
export interface PromptTexts {
  texts: PromptText[];
  hasTokens: boolean;
}

/** Nothing that is looked for is shorter. */
const MIN_TEXT = 6;
/** Names without a digit hold a key at most, which is longer. */
const PLAIN_NAME = /^[A-Za-z_$-]{0,30}$/;
/** Shorter ones are looked at whatever they are. */
const MIN_BINARY = 256;
const DATA_URL = /^data:[\w.+/-]{0,100};base64,/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BASE64_URL = /^[A-Za-z0-9_-]*={0,2}$/;
const BINARY_SIBLINGS = ['mimeType', 'mime_type', 'media_type', 'format'];

/** Names in the bodies of the APIs that lead to texts. */
const API_NAMES: ReadonlySet<string | number> = new Set([
  'arguments',
  'args',
  'author',
  'block',
  'caption',
  'choices',
  'citations',
  'content',
  'contents',
  'context',
  'data',
  'default',
  'description',
  'document',
  'enum',
  'examples',
  'fileData',
  'function',
  'functionCall',
  'functionDeclarations',
  'functionResponse',
  'generationConfig',
  'id',
  'image_url',
  'inlineData',
  'input',
  'input_schema',
  'instructions',
  'items',
  'json_schema',
  'max_completion_tokens',
  'max_output_tokens',
  'max_tokens',
  'messages',
  'metadata',
  'model',
  'name',
  'output',
  'parameters',
  'part',
  'parts',
  'prediction',
  'prefix',
  'prompt',
  'properties',
  'query',
  'reasoning',
  'refusal',
  'required',
  'response',
  'response_format',
  'responseSchema',
  'role',
  'schema',
  'source',
  'stop',
  'stop_sequences',
  'stopSequences',
  'stream',
  'stream_options',
  'suffix',
  'summary',
  'system',
  'systemInstruction',
  'system_instruction',
  'temperature',
  'text',
  'thinking',
  'title',
  'tool_call_id',
  'tool_calls',
  'tool_choice',
  'tool_use_id',
  'tools',
  'type',
  'url',
  'user',
  'value',
]);

/**
 * Every text of a body, whatever its dialect: the values and the names of its
 * members. Left out are files in base 64, which hold no text to find.
 */
export function promptTexts(body: object): PromptTexts {
  const found: PromptTexts = { texts: [], hasTokens: false };
  const waiting: Node[] = [{ value: body, key: '', parent: undefined }];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { value } = node;
    if (typeof value === 'string') {
      if (value.length >= MIN_TEXT && !isBinary(value, node)) {
        found.texts.push({ text: value, node, isName: false });
      }
    } else if (Array.isArray(value)) {
      found.hasTokens ||= isTokens(value, node);
      addElements(value, node, waiting);
    } else if (typeof value === 'object' && value !== null) {
      addMembers(value, node, waiting, found.texts);
    }
  }
  return found;
}

function addElements(list: unknown[], parent: Node, waiting: Node[]): void {
  list.forEach((value, key) => {
    if (typeof value === 'string' || typeof value === 'object') {
      waiting.push({ value, key, parent });
    }
  });
}

function addMembers(
  members: object,
  parent: Node,
  waiting: Node[],
  texts: PromptText[],
): void {
  for (const [key, value] of Object.entries(members)) {
    const node = { value, key, parent };
    if (!PLAIN_NAME.test(key)) {
      texts.push({ text: key, node, isName: true });
    }
    if (typeof value === 'string' || typeof value === 'object') {
      waiting.push(node);
    }
  }
}

function isBinary(text: string, { key, parent }: Node): boolean {
  if (text.length < MIN_BINARY) {
    return false;
  }
  const url = DATA_URL.exec(text);
  if (url) {
    return BASE64.test(text.slice(url[0].length));
  }
  const siblings = parent?.value as object;
  const isPart =
    key === 'data' && BINARY_SIBLINGS.some(name => name in siblings);
  return BASE64.test(text) || (isPart && BASE64_URL.test(text));
}

/** A prompt can be given as the numbers of its tokens, which say nothing to an inspection. */
function isTokens(list: unknown[], { key, parent }: Node): boolean {
  const name = typeof key === 'number' ? parent?.key : key;
  return (name === 'input' || name === 'prompt') && typeof list[0] === 'number';
}

/**
 * Where a text stands, as a JSON pointer. Names that are not the API's are the
 * client's own words and may say what was found, so that they read `*`.
 */
export function placeOf({ node, isName }: PromptText): string {
  const steps: string[] = isName ? ['*'] : [];
  let at: Node | undefined = isName ? node.parent : node;
  for (; at?.parent; at = at.parent) {
    steps.unshift(
      typeof at.key === 'number' || API_NAMES.has(at.key)
        ? String(at.key)
        : '*',
    );
  }
  return `/${steps.join('/')}`;
}

/**
 * The body with other texts in some places; what does not change is shared
 * with it, and it is left as it was.
 */
export function replaceTexts<T extends object>(
  body: T,
  changes: ReadonlyMap<PromptText, string>,
): T {
  const copies = new Map<unknown, object>();
  const copyOf = (node: Node): object => {
    const known = copies.get(node.value);
    if (known) {
      return known;
    }
    const copy = shallowCopy(node.value as object);
    copies.set(node.value, copy);
    if (node.parent) {
      put(copyOf(node.parent), node.key, copy);
    }
    return copy;
  };
  for (const [{ node }, text] of changes) {
    if (node.parent) {
      put(copyOf(node.parent), node.key, text);
    }
  }
  return (copies.get(body) as T | undefined) ?? body;
}

function shallowCopy(value: object): object {
  return Array.isArray(value) ? [...value] : { ...value };
}

/** As an own member, also where its name is `__proto__`. */
function put(container: object, key: string | number, value: unknown): void {
  Object.defineProperty(container, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
