import { chatCompletions } from './chatCompletions';
import { completions } from './completions';

const AT_ITS_PATH = { parameters: {}, query: '' };
const REQUEST = {
  model: 'm',
  messages: [{ role: 'user', content: 'Hello' }],
  prompt: 'Hello',
};

const read = (fields: object, operation = chatCompletions) =>
  operation.read({ ...REQUEST, ...fields }, 100, AT_ITS_PATH);

describe('what compatible servers take beyond the API', () => {
  it.each([
    [{ models: ['a-dearer-one'] }],
    [{ fallbacks: [{ model: 'a-dearer-one' }] }],
    [{ api_base: 'https://elsewhere.example' }],
    [{ plugins: [{ id: 'web' }] }],
    [{ search_parameters: { mode: 'on' } }],
    [{ data_sources: [{ type: 'azure_search' }] }],
    [{ tools: [{ type: 'web_search' }] }],
    [{ tools: [{ type: 'function' }, { type: 'builtin_function' }] }],
    [{ service_tier: 'flex' }],
  ])('has no price: %j', fields => {
    expect(read(fields).unpriced).toEqual(expect.any(String));
    expect(read(fields, completions).unpriced).toEqual(expect.any(String));
  });

  it.each([
    [{}],
    [{ models: null }],
    [{ tools: [{ type: 'function', function: { name: 'f' } }] }],
    [{ tools: [{ type: 'custom', custom: { name: 'f' } }] }],
    [{ service_tier: 'auto', top_k: 20, chat_template_kwargs: {} }],
  ])('is left to the provider where it costs nothing: %j', fields => {
    expect(read(fields).unpriced).toBeUndefined();
  });

  it('counts a prompt each, also in a list that begins with a number', () => {
    const choices = (prompt: unknown) => read({ prompt }, completions).choices;
    expect(choices(['a', 'b', 'c'])).toBe(3);
    expect(choices([1, 2, 3])).toBe(1);
    expect(choices([1, 'b', 'c'])).toBe(3);
  });
});
