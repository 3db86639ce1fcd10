import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { AiModelCard } from './AiModelCard';
import { DataTierCard } from './DataTierCard';

const model = (name: string) => ({
  apiVersion: 'ai-foundation.dev/v1alpha1',
  kind: 'AiModel',
  metadata: { name, namespace: 'default' },
});

function renderModel(name: string) {
  renderPage(
    <EntityProvider entity={model(name)}>
      <AiModelCard />
    </EntityProvider>,
    { api: new ExampleApi() },
  );
}

describe('AiModelCard', () => {
  it('shows every rate per million tokens, those of long inputs beside them', async () => {
    renderModel('gpt-4o');

    expect(
      await screen.findByRole('row', { name: 'Cached input' }),
    ).toHaveTextContent('1.252.50');
    expect(screen.getByText('From 100,000 input tokens')).toBeInTheDocument();
  });

  it('says who approved it and why, and what it must not be used for', async () => {
    renderModel('gpt-4o');

    expect(
      await screen.findByText(/no training on API data/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'No decision about a person without review by an employee (H2).',
      ),
    ).toBeInTheDocument();
  });

  it('tells each decision with what had changed, and each price with its time', async () => {
    renderModel('gpt-4o');

    expect(
      await screen.findByText('The terms are unclear.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('tier: public became internal'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('prices/2026-01-01/cachedInput: 1.25 was added'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('until it is decided again'),
    ).toBeInTheDocument();
  });

  it('says why a model cannot be called', async () => {
    renderModel('gpt-4.1');

    expect(
      await screen.findByText('The working group has not decided on it yet.'),
    ).toBeInTheDocument();
  });

  it('says so while the gateway does not know the model', async () => {
    renderModel('unheard-of');

    expect(
      await screen.findByText(/does not know this model yet/),
    ).toBeInTheDocument();
  });
});

describe('DataTierCard', () => {
  const tier = (name: string, rank: number) => ({
    apiVersion: 'ai-foundation.dev/v1alpha1',
    kind: 'DataTier',
    metadata: { name, namespace: 'default' },
    spec: {
      rank,
      owner: 'group:default/security',
      criteria: ['It is source code.'],
      handling: { externalProviders: 'logged', contentLogging: 'never' },
    },
  });

  it('says how to handle the data and which models are approved for it', async () => {
    renderPage(
      <EntityProvider entity={tier('internal', 2)}>
        <DataTierCard />
      </EntityProvider>,
      { api: new ExampleApi() },
    );

    expect(screen.getByText('It is source code.')).toBeInTheDocument();
    expect(screen.getByText('Never kept')).toBeInTheDocument();
    expect(await screen.findByText('gpt-4o-mini')).toBeInTheDocument();
    expect(screen.queryByText('gpt-3.5-turbo')).not.toBeInTheDocument();
  });

  it('says so where no model is approved for it', async () => {
    renderPage(
      <EntityProvider entity={tier('restricted', 3)}>
        <DataTierCard />
      </EntityProvider>,
      { api: new ExampleApi() },
    );

    expect(
      await screen.findByText('No model is approved for this data yet.'),
    ).toBeInTheDocument();
  });
});
