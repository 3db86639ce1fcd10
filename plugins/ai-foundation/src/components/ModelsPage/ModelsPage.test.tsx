import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { ModelsPage } from './ModelsPage';

async function rowOf(name: RegExp) {
  return screen.findByRole('row', { name });
}

describe('ModelsPage', () => {
  it('shows price, tier and status of each model in words', async () => {
    renderPage(<ModelsPage />, { api: new ExampleApi() });

    const approved = await rowOf(/^GPT-4o ?gpt-4o$/);
    expect(within(approved).getByText('Approved')).toBeInTheDocument();
    expect(within(approved).getByText('2.50')).toBeInTheDocument();
    expect(within(approved).getByText('1.25')).toBeInTheDocument();
    expect(within(approved).getByText('128,000')).toBeInTheDocument();
    const proposed = await rowOf(/^GPT-4.1/);
    expect(
      within(proposed).getByText(
        'The working group has not decided on it yet.',
      ),
    ).toBeInTheDocument();
  });

  it('leads to the entity of a model', async () => {
    renderPage(<ModelsPage />, { api: new ExampleApi() });

    expect(await rowOf(/^GPT-4o ?gpt-4o$/)).toHaveAttribute(
      'data-href',
      '/catalog/default/aimodel/gpt-4o',
    );
  });

  it('keeps in the address which models to compare, four at most', async () => {
    renderPage(<ModelsPage />, { api: new ExampleApi() });
    await rowOf(/^GPT-4.1/);
    const choose = async (title: string) =>
      userEvent.click(
        screen.getByRole('checkbox', { name: `Compare ${title}` }),
      );

    await choose('GPT-4o');
    expect(
      screen.queryByRole('link', { name: /^Compare/ }),
    ).not.toBeInTheDocument();
    await choose('GPT-4.1');
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/?compare=gpt-4o%2Cgpt-4.1',
    );
    expect(
      screen.getByRole('link', { name: 'Compare 2 models' }),
    ).toHaveAttribute(
      'href',
      '/ai-foundation/models/compare?compare=gpt-4o%2Cgpt-4.1',
    );
    await choose('GPT-4o');
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/?compare=gpt-4.1',
    );
  });

  it('leads to a key and to the form that proposes a model', async () => {
    renderPage(<ModelsPage />, { api: new ExampleApi() });

    expect(
      await screen.findByRole('link', { name: 'Propose a model' }),
    ).toHaveAttribute('href', '/ai-foundation/models/propose');
    expect(screen.getByRole('link', { name: 'Get a key' })).toHaveAttribute(
      'href',
      '/ai-foundation/keys/new',
    );
  });

  it('keeps the filter in the address, and filters by it', async () => {
    renderPage(<ModelsPage />, { api: new ExampleApi() });
    await rowOf(/^GPT-4.1/);

    await userEvent.click(
      screen.getByRole('switch', { name: 'Only those I can use' }),
    );
    expect(screen.getByTestId('address')).toHaveTextContent('/?usable=yes');
    expect(
      screen.queryByRole('row', { name: /^GPT-4.1/ }),
    ).not.toBeInTheDocument();
  });

  it('shows for a tier the models of that tier and of higher ones', async () => {
    renderPage(<ModelsPage />, {
      api: new ExampleApi(),
      at: '/?tier=internal',
    });

    await rowOf(/^GPT-4o ?gpt-4o$/);
    expect(
      screen.queryByRole('row', { name: /^GPT-3.5/ }),
    ).not.toBeInTheDocument();
  });

  it('offers the way back where no model fits', async () => {
    renderPage(<ModelsPage />, {
      api: new ExampleApi(),
      at: '/?tier=restricted',
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all models' }),
    );
    expect(await rowOf(/^GPT-3.5/)).toBeInTheDocument();
  });

  it('says what will show here while the catalog has no model', async () => {
    const example = new ExampleApi().on(api.listModels, () => ({ items: [] }));
    renderPage(<ModelsPage />, { api: example });

    expect(await screen.findByText('No models yet')).toBeInTheDocument();
  });

  it('tries again after a failure', async () => {
    const example = new ExampleApi().on(api.listModels, async () => {
      throw await refusal(500, 'no snapshot yet');
    });
    renderPage(<ModelsPage />, { api: example });

    await screen.findByText(/no snapshot yet/);
    example.on(api.listModels, () => ({ items: [] }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('No models yet')).toBeInTheDocument();
  });
});
