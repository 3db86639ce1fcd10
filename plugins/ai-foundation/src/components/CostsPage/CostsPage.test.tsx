import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleCosts, exampleFigures } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { CostsPage } from './CostsPage';

describe('CostsPage', () => {
  it('says how sure the figures are, and in which time zone days are', async () => {
    renderPage(<CostsPage />, { api: new ExampleApi() });

    expect(await screen.findByText('Estimated share')).toBeInTheDocument();
    expect(screen.getByText(/was reckoned by the gateway/)).toBeInTheDocument();
    expect(screen.getByText(/days in Europe\/Oslo/)).toBeInTheDocument();
    expect(
      await screen.findByText(/13.3 % spent in 2026-11/),
    ).toBeInTheDocument();
  });

  it('lists teams with the most cost first', async () => {
    renderPage(<CostsPage />, { api: new ExampleApi() });

    const table = await screen.findByRole('grid', { name: 'By team' });
    const names = within(table)
      .getAllByRole('rowheader')
      .map(cell => cell.textContent);
    expect(names).toEqual(['shipment-tracking', 'route-planning']);
  });

  it('asks for the range that was chosen, and keeps it in the address', async () => {
    const example = new ExampleApi();
    renderPage(<CostsPage />, { api: example });
    await screen.findByText('Estimated share');

    await userEvent.click(screen.getByRole('radio', { name: '7 days' }));
    expect(screen.getByTestId('address')).toHaveTextContent('/?range=7d');
    await waitFor(() => {
      const { from, to } = example.callsOf(api.getCosts).at(-1)?.query ?? {};
      expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(
        6 * 24 * 60 * 60 * 1000,
      );
    });
  });

  it('says what will show here when nothing was spent', async () => {
    const example = new ExampleApi().on(api.getCosts, () => ({
      ...exampleCosts(1),
      total: exampleFigures(),
      rows: [],
    }));
    renderPage(<CostsPage />, { api: example });

    expect(
      await screen.findByText('Nothing was spent in this time'),
    ).toBeInTheDocument();
  });

  it('says so when costs may not be seen', async () => {
    const example = new ExampleApi().on(api.getCosts, async () => {
      throw await refusal(403, 'no');
    });
    renderPage(<CostsPage />, { api: example });

    expect(await screen.findByText(/You may not see this/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Export CSV' })).toBeDisabled();
  });
});
