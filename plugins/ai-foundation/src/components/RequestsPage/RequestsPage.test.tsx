import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { RequestsPage } from './RequestsPage';

function lastQuery(example: ExampleApi) {
  return example.callsOf(api.listRequests).at(-1)?.query;
}

describe('RequestsPage', () => {
  it('says how each request ended, and what it cost', async () => {
    renderPage(<RequestsPage />, { api: new ExampleApi() });

    expect(await screen.findByText('model_not_in_scope')).toBeInTheDocument();
    expect(
      within(screen.getByRole('grid')).getByText('Client went away'),
    ).toBeInTheDocument();
    expect(screen.getByText('$0.0182')).toHaveAttribute(
      'title',
      '0.0182045 US dollars',
    );
  });

  it('puts a filter into the address and asks for it', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, { api: example });
    await screen.findByText('model_not_in_scope');

    await userEvent.click(screen.getByRole('button', { name: /Outcome/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Refused' }),
    );
    expect(screen.getByTestId('address')).toHaveTextContent('?outcome=refused');
    await waitFor(() =>
      expect(lastQuery(example)).toMatchObject({ status: 'refused' }),
    );
  });

  it('asks for what the address says', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, {
      api: example,
      at: '/?team=group%3Adefault%2Froute-planning&key=k1&range=24h',
    });
    await screen.findByText('model_not_in_scope');

    const query = lastQuery(example);
    expect(query).toMatchObject({
      team: 'group:default/route-planning',
      key: 'k1',
    });
    const age = Date.now() - Date.parse(query?.from ?? '');
    expect(Math.round(age / 3_600_000)).toBe(24);
  });

  it('answers a question of operations with one click, and forgets it with another', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, {
      api: example,
      at: '/?team=group%3Adefault%2Froute-planning&cursor=older',
    });
    await screen.findByText('model_not_in_scope');

    const question = screen.getByRole('button', {
      name: 'What failed at a provider in the last day?',
    });
    await userEvent.click(question);
    await waitFor(() =>
      expect(lastQuery(example)).toMatchObject({
        status: ['upstream_error', 'truncated', 'timeout', 'unsettled'],
        team: undefined,
        cursor: undefined,
      }),
    );
    expect(question).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(question);
    await waitFor(() => expect(lastQuery(example)?.status).toBeUndefined());
    expect(screen.getByTestId('address')).toHaveTextContent(/\/$/);
  });

  it('asks for what is slow, dear and refused by its code', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, {
      api: example,
      at: '/?duration=10&cost=100&error=tier_not_permitted&usage=uncertain',
    });
    await screen.findByText('model_not_in_scope');

    expect(lastQuery(example)).toMatchObject({
      minDurationMs: 10_000,
      minCostPicoUsd: '1000000000000',
      error: 'tier_not_permitted',
      usageSource: ['partial', 'estimated', 'unsettled'],
    });
    expect(
      screen.getByRole('button', { name: 'More filters' }),
    ).toHaveAttribute('aria-expanded', 'true');
  });

  it('says how far it has searched where little was found', async () => {
    const example = new ExampleApi().on(api.listRequests, () => ({
      items: [],
      nextCursor: 'further',
      searchedBackTo: '2026-11-20T08:00:00.000Z',
    }));
    renderPage(<RequestsPage />, { api: example, at: '/?outcome=timeout' });

    expect(await screen.findByText(/Searched back to/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Older' })).toBeEnabled();
  });

  it('pages by cursor, and comes back to the newest', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, { api: example });
    await screen.findByText('model_not_in_scope');

    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() => expect(lastQuery(example)?.cursor).toBe('older'));
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    await waitFor(() => expect(lastQuery(example)?.cursor).toBeUndefined());
  });

  it('starts at the newest page again when a filter changes', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, { api: example, at: '/?cursor=older' });
    await screen.findByText('model_not_in_scope');

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Key id' }),
      'k9{Enter}',
    );
    expect(screen.getByTestId('address')).toHaveTextContent('/?key=k9');
  });

  it('keeps what it shows, and says so, when a refresh fails', async () => {
    const example = new ExampleApi();
    renderPage(<RequestsPage />, { api: example });
    await screen.findByText('model_not_in_scope');

    example.on(api.listRequests, async () => {
      throw await refusal(503, 'restarting');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText(/restarting/)).toBeInTheDocument();
    expect(screen.getByText(/the last refresh failed/)).toBeInTheDocument();
    expect(screen.getByText('model_not_in_scope')).toBeInTheDocument();
  });

  it('tells nothing yet from nothing that fits', async () => {
    const example = new ExampleApi().on(api.listRequests, () => ({
      items: [],
    }));
    const { unmount } = renderPage(<RequestsPage />, { api: example });
    expect(await screen.findByText('No requests yet')).toBeInTheDocument();
    unmount();

    renderPage(<RequestsPage />, { api: example, at: '/?range=1h' });
    expect(
      await screen.findByText('No request fits these filters'),
    ).toBeInTheDocument();
  });

  it('leads to the story of a request', async () => {
    renderPage(<RequestsPage />, { api: new ExampleApi() });

    const table = await screen.findByRole('grid', { name: 'Requests' });
    await screen.findByText('model_not_in_scope');
    expect(within(table).getAllByRole('row')[1]).toHaveAttribute(
      'data-href',
      '/ai-foundation/requests/r-1',
    );
  });
});
