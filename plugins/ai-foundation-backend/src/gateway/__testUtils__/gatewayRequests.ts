/** What the tests ask the model. */
export const messages = [
  { role: 'user' as const, content: 'Say something useful' },
];

/** A chat completion whose provider is told how to behave. */
export function scripted(behaviour: string, more: object = {}) {
  return {
    model: 'gpt-4o',
    messages,
    metadata: { demo_behaviour: behaviour },
    ...more,
  };
}

/** What an answer that is an error says. */
export async function statusAndCode(response: Response) {
  const { error } = await response.json();
  return { status: response.status, code: error.code };
}
