/**
 * A body that every operation of every dialect can read: it asks for one word,
 * in all the ways in which they ask.
 */
export function probeBody(model: string): Record<string, unknown> {
  return {
    model,
    messages: [{ role: 'user', content: 'Answer with the word: ready' }],
    input: 'Answer with the word: ready',
    prompt: 'Answer with the word: ready',
    contents: [
      { role: 'user', parts: [{ text: 'Answer with the word: ready' }] },
    ],
    max_tokens: 16,
  };
}
