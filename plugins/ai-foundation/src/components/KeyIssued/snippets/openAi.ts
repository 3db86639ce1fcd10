/** What a snippet needs to know. */
export interface SnippetOptions {
  /** Base URL of the OpenAI dialect. */
  baseUrl: string;
  /** What goes into `model`. */
  model: string;
}

/** Puts the secret and the address where every OpenAI SDK looks for them. */
export function shellSnippet(options: { baseUrl: string; secret: string }) {
  return [
    `export OPENAI_BASE_URL='${options.baseUrl}'`,
    `export OPENAI_API_KEY='${options.secret}'`,
  ].join('\n');
}

/** Programs that call a model; the secret comes from the shell, never the code. */
export const SNIPPETS = { curl, python, typescript };

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
