import { SnippetOptions, Snippets } from './Snippets';

/** For OpenAI's SDKs, and the many programs that read the same variables. */
export const openAi: Snippets = {
  shell: ({ baseUrl, secret }) =>
    [
      `export OPENAI_BASE_URL='${baseUrl}'`,
      `export OPENAI_API_KEY='${secret}'`,
    ].join('\n'),
  curl,
  python,
  typescript,
  packages: { python: 'openai', typescript: 'openai' },
};

function curl({ model }: SnippetOptions) {
  const body = JSON.stringify({
    model,
    messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
  });
  return `curl "$OPENAI_BASE_URL/chat/completions" \\
  -H "Authorization: Bearer $OPENAI_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${body}'`;
}

function python({ model, baseUrl }: SnippetOptions) {
  return `import os
from openai import OpenAI

client = OpenAI(
    base_url=${JSON.stringify(baseUrl)},
    api_key=os.environ["OPENAI_API_KEY"],
)
answer = client.chat.completions.create(
    model=${JSON.stringify(model)},
    messages=[{"role": "user", "content": "Say hello in one sentence."}],
)
print(answer.choices[0].message.content)`;
}

function typescript({ model, baseUrl }: SnippetOptions) {
  return `import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${baseUrl}',
  apiKey: process.env.OPENAI_API_KEY,
});
const answer = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
});
console.log(answer.choices[0].message.content);`;
}
