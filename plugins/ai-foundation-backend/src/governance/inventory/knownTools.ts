/** A provider of generative AI, and what gives it away. */
interface KnownTool {
  provider: string;
  /** Words of tags, annotations and vendors' names. */
  words: readonly string[];
  /** Domains; what is below one belongs to it. */
  domains: readonly string[];
}

/*
 * What this list does not know, nobody finds by it; so a run says how much it
 * looked at, and an invoice can mark a line as AI by itself.
 */
const KNOWN_TOOLS: readonly KnownTool[] = [
  {
    provider: 'OpenAI',
    words: ['openai', 'chatgpt', 'gpt', 'dalle', 'whisper'],
    domains: ['openai.com', 'chatgpt.com', 'openai.azure.com'],
  },
  {
    provider: 'Anthropic',
    words: ['anthropic', 'claude'],
    domains: ['anthropic.com', 'claude.ai'],
  },
  {
    provider: 'Google',
    words: ['gemini', 'vertexai', 'palm'],
    domains: [
      'generativelanguage.googleapis.com',
      'aiplatform.googleapis.com',
      'gemini.google.com',
      'aistudio.google.com',
    ],
  },
  {
    provider: 'GitHub',
    words: ['copilot'],
    domains: ['githubcopilot.com', 'copilot.microsoft.com'],
  },
  { provider: 'Mistral', words: ['mistral'], domains: ['mistral.ai'] },
  {
    provider: 'Cohere',
    words: ['cohere'],
    domains: ['cohere.com', 'cohere.ai'],
  },
  {
    provider: 'Hugging Face',
    words: ['huggingface'],
    domains: ['huggingface.co'],
  },
  { provider: 'Perplexity', words: ['perplexity'], domains: ['perplexity.ai'] },
  { provider: 'DeepSeek', words: ['deepseek'], domains: ['deepseek.com'] },
  { provider: 'xAI', words: ['grok', 'xai'], domains: ['x.ai'] },
  { provider: 'Groq', words: ['groq'], domains: ['groq.com'] },
  { provider: 'OpenRouter', words: ['openrouter'], domains: ['openrouter.ai'] },
  {
    provider: 'Midjourney',
    words: ['midjourney'],
    domains: ['midjourney.com'],
  },
  { provider: 'Amazon', words: ['bedrock'], domains: [] },
  { provider: 'Meta', words: ['llama', 'ollama'], domains: ['ollama.com'] },
];

/** Words that tell of generative AI and not of whose. */
const GENERAL_WORDS = [
  'llm',
  'llms',
  'genai',
  'langchain',
  'llamaindex',
  'rag',
];
const GENERAL_PHRASES = ['gen-ai', 'generative-ai'];

/** Whether a text's words tell of generative AI, and of whose. */
export function toolInText(
  text: string,
): { provider: string | undefined } | undefined {
  const lower = text.toLocaleLowerCase('en-US');
  const words = lower.split(/[^a-z0-9]+/);
  const known = KNOWN_TOOLS.find(tool =>
    tool.words.some(word => words.includes(word)),
  );
  if (known) {
    return { provider: known.provider };
  }
  return GENERAL_WORDS.some(word => words.includes(word)) ||
    GENERAL_PHRASES.some(phrase => lower.includes(phrase))
    ? { provider: undefined }
    : undefined;
}

/** Whose API or site a host name is. */
export function toolAtHost(host: string): { provider: string } | undefined {
  const name = host.toLocaleLowerCase('en-US').replace(/\.$/, '');
  const isAt = (domain: string) =>
    name === domain || name.endsWith(`.${domain}`);
  return (
    KNOWN_TOOLS.find(({ domains }) => domains.some(isAt)) ??
    (/^bedrock-runtime\.[a-z0-9-]+\.amazonaws\.com$/.test(name)
      ? { provider: 'Amazon' }
      : undefined)
  );
}
