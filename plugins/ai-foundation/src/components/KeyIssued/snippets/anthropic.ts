import { SnippetOptions, Snippets } from './Snippets';

/** For Anthropic's SDKs. */
export const anthropic: Snippets = {
  shell: ({ baseUrl, secret }) =>
    [
      `export ANTHROPIC_BASE_URL='${baseUrl}'`,
      `export ANTHROPIC_API_KEY='${secret}'`,
    ].join('\n'),
  curl,
  python,
  typescript,
  packages: { python: 'anthropic', typescript: '@anthropic-ai/sdk' },
};

function curl({ model }: SnippetOptions) {
  const body = JSON.stringify({
    model,
    max_tokens: 200,
    messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
  });
  return `curl "$ANTHROPIC_BASE_URL/v1/messages" \\
  -H "x-api-key: $ANTHROPIC_API_KEY" \\
  -H "anthropic-version: 2023-06-01" \\
  -H "Content-Type: application/json" \\
  -d '${body}'`;
}

function python({ model, baseUrl }: SnippetOptions) {
  return `import os
from anthropic import Anthropic

client = Anthropic(
    base_url=${JSON.stringify(baseUrl)},
    api_key=os.environ["ANTHROPIC_API_KEY"],
)
answer = client.messages.create(
    model=${JSON.stringify(model)},
    max_tokens=200,
    messages=[{"role": "user", "content": "Say hello in one sentence."}],
)
print(answer.content[0].text)`;
}

function typescript({ model, baseUrl }: SnippetOptions) {
  return `import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({
  baseURL: '${baseUrl}',
  apiKey: process.env.ANTHROPIC_API_KEY,
});
const answer = await client.messages.create({
  model: '${model}',
  max_tokens: 200,
  messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
});
console.log(answer.content[0].text);`;
}
