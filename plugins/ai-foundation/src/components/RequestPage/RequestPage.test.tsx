import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleStory } from '../../__testUtils__/exampleRequests';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { RequestPage } from './RequestPage';

const AT = { mountPath: '/requests/:id', at: '/requests/r-2' };

describe('RequestPage', () => {
  it('tells the story, with each control and its reason', async () => {
    renderPage(<RequestPage />, { api: new ExampleApi(), ...AT });

    expect(await screen.findByText('Every control passed')).toBeInTheDocument();
    expect(
      screen.getByText('GPT-4o mini is approved and unchanged since.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('openai, answered as gpt-4o-mini-2024-07-18'),
    ).toBeInTheDocument();
    expect(screen.getByText('After 0.41 s')).toBeInTheDocument();
  });

  it('shows the cost as tokens times rates that give it exactly', async () => {
    renderPage(<RequestPage />, { api: new ExampleApi(), ...AT });

    expect(
      await screen.findByRole('row', { name: 'Input, not cached' }),
    ).toHaveTextContent('1,8020.15$0.00027');
    expect(
      screen.getByRole('row', { name: 'Input, read from a cache' }),
    ).toHaveTextContent('5120.075$0.0000384');
    expect(screen.getByText('Exact cost: $0.0004209')).toBeInTheDocument();
  });

  it('shows no formula that would not give what was charged', async () => {
    const example = new ExampleApi().on(api.getRequest, () =>
      exampleStory({ id: 'r-2', costPicoUsd: '999' }),
    );
    renderPage(<RequestPage />, { api: example, ...AT });

    expect(
      await screen.findByText(/The price has changed since/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('row', { name: 'Input, not cached' }),
    ).not.toBeInTheDocument();
  });

  it('says which control refused, and that nothing was charged', async () => {
    const example = new ExampleApi().on(api.getRequest, () => ({
      ...exampleStory({ id: 'r-2', outcome: 'refused', costPicoUsd: '0' }),
      usage: undefined,
      holdPicoUsd: '0',
      decision: [
        {
          control: 'scope',
          verdict: 'refused' as const,
          reason: 'The key may not call GPT-4.1; request a key for it.',
          inputs: {},
        },
      ],
    }));
    renderPage(<RequestPage />, { api: example, ...AT });

    expect(
      await screen.findByText('Refused by: Models of the key'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The key may not call GPT-4.1; request a key for it.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/nothing was used and nothing is charged/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Sent to the provider')).not.toBeInTheDocument();
  });

  it('says that nothing was decided where no control was asked', async () => {
    const example = new ExampleApi().on(api.getRequest, () => ({
      ...exampleStory({ id: 'r-2', outcome: 'refused', costPicoUsd: '0' }),
      decision: [],
    }));
    renderPage(<RequestPage />, { api: example, ...AT });

    expect(await screen.findByText(/Nothing was decided/)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Simulate again' }),
    ).toHaveAttribute('href', '/ai-foundation/simulator?request=r-2');
  });

  it('says so when there is no such request', async () => {
    const example = new ExampleApi().on(api.getRequest, async () => {
      throw await refusal(404, 'no');
    });
    renderPage(<RequestPage />, { api: example, ...AT });

    expect(
      await screen.findByText(/There is nothing at this address/),
    ).toBeInTheDocument();
  });

  it('shows every attempt of the call, and is silent about one alone', async () => {
    const story = exampleStory({ id: 'r-2' });
    const example = new ExampleApi().on(api.getRequest, () => ({
      ...story,
      attempt: 2,
      attempts: [
        { ...story, id: 'r-1', attempt: 1, outcome: 'upstream_error' as const },
        { ...story, attempt: 2 },
      ],
    }));
    const { unmount } = renderPage(<RequestPage />, { api: example, ...AT });

    expect(
      await screen.findByText(/This is attempt 2 of 2/),
    ).toBeInTheDocument();
    const attempts = screen.getByRole('grid', { name: 'Attempts' });
    expect(within(attempts).getByText('Provider error')).toBeInTheDocument();
    unmount();

    renderPage(<RequestPage />, { api: new ExampleApi(), ...AT });
    await screen.findByText('What happened');
    expect(screen.queryByText('Attempts')).not.toBeInTheDocument();
  });
});
