import { SnippetOptions, Snippets } from './Snippets';

/** For Google's SDKs of the Gemini API. */
export const gemini: Snippets = {
  shell: ({ baseUrl, secret }) =>
    [
      `export GOOGLE_GEMINI_BASE_URL='${baseUrl}'`,
      `export GEMINI_API_KEY='${secret}'`,
    ].join('\n'),
  curl,
  python,
  typescript,
  packages: { python: 'google-genai', typescript: '@google/genai' },
};

function curl({ model }: SnippetOptions) {
  const body = JSON.stringify({
    contents: [{ parts: [{ text: 'Say hello in one sentence.' }] }],
  });
  return `curl "$GOOGLE_GEMINI_BASE_URL/v1beta/models/${model}:generateContent" \\
  -H "x-goog-api-key: $GEMINI_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${body}'`;
}

function python({ model, baseUrl }: SnippetOptions) {
  return `import os
from google import genai

client = genai.Client(
    api_key=os.environ["GEMINI_API_KEY"],
    http_options={"base_url": ${JSON.stringify(baseUrl)}},
)
answer = client.models.generate_content(
    model=${JSON.stringify(model)},
    contents="Say hello in one sentence.",
)
print(answer.text)`;
}

function typescript({ model, baseUrl }: SnippetOptions) {
  return `import { GoogleGenAI } from '@google/genai';

const client = new GoogleGenAI({
  apiKey: process.env.GEMINI_API_KEY,
  httpOptions: { baseUrl: '${baseUrl}' },
});
const answer = await client.models.generateContent({
  model: '${model}',
  contents: 'Say hello in one sentence.',
});
console.log(answer.text);`;
}
