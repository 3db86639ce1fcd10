import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleModels } from '../../__testUtils__/exampleModels';
import { exampleKey } from '../../__testUtils__/exampleTeams';
import { renderPage } from '../../__testUtils__/renderPage';
import { CallSnippets } from './CallSnippets';
import { snippetsOf } from './snippets/snippetsOf';

const [, model] = exampleModels;

function show(dialect: string | undefined) {
  const example = new ExampleApi();
  example.on(api.listModels, () => ({ items: [{ ...model, dialect }] }));
  example.profile = {
    ...example.profile,
    gateway: {
      openai: 'http://portal/openai/v1',
      anthropic: 'http://portal/anthropic',
      gemini: 'http://portal/gemini',
      converse: 'http://portal/converse',
    },
  };
  return renderPage(
    <CallSnippets
      apiKey={exampleKey({ id: 'k' })}
      secret="aif_secret"
      onCopied={() => {}}
    />,
    { api: example },
  );
}

describe('CallSnippets', () => {
  it.each([
    [undefined, "OPENAI_BASE_URL='http://portal/openai/v1'", 'OPENAI_API_KEY'],
    ['openai', "OPENAI_BASE_URL='http://portal/openai/v1'", 'OPENAI_API_KEY'],
    [
      'anthropic',
      "ANTHROPIC_BASE_URL='http://portal/anthropic'",
      'ANTHROPIC_API_KEY',
    ],
    [
      'gemini',
      "GOOGLE_GEMINI_BASE_URL='http://portal/gemini'",
      'GEMINI_API_KEY',
    ],
  ])(
    'shows the way of a model whose dialect is %s',
    async (dialect, url, key) => {
      show(dialect);
      const shell = await screen.findByText(/^export/);
      expect(shell).toHaveTextContent(url);
      expect(shell).toHaveTextContent(`${key}='aif_secret'`);
      const program = snippetsOf(dialect ?? 'openai')?.curl({
        baseUrl: '',
        model: model.providerModel,
      });
      expect(program).toContain(model.providerModel);
      expect(program).toContain(`$${key}`);
    },
  );

  it('shows the address alone where it knows no program', async () => {
    show('converse');
    expect(
      await screen.findByText('http://portal/converse'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^export/)).not.toBeInTheDocument();
  });
});
