import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleTeams } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { TeamsPage } from './TeamsPage';

describe('TeamsPage', () => {
  it('lists the teams with their month, the most spend first', async () => {
    renderPage(<TeamsPage />, { api: new ExampleApi() });

    const first = await screen.findByRole('row', { name: 'Shipment Tracking' });
    expect(first).toHaveTextContent('$61.48');
    expect(first).toHaveTextContent('3 of 4');
    expect(first).toHaveAttribute(
      'data-href',
      '/ai-foundation/teams/default/shipment-tracking',
    );
    const names = within(screen.getByRole('grid'))
      .getAllByRole('rowheader')
      .map(cell => cell.textContent);
    expect(names).toEqual(exampleTeams.map(team => team.title));
  });

  it('shows no share of failures where nothing was sent', async () => {
    renderPage(<TeamsPage />, { api: new ExampleApi() });

    expect(
      await screen.findByRole('row', { name: 'Warehouse Systems' }),
    ).toHaveTextContent('$0.000–00 of 5');
  });

  it('says what will show here to who has no team', async () => {
    const example = new ExampleApi().on(api.listTeams, () => ({ items: [] }));
    renderPage(<TeamsPage />, { api: example });

    expect(await screen.findByText('No teams to see')).toBeInTheDocument();
  });

  it('says so when teams may not be seen', async () => {
    const example = new ExampleApi().on(api.listTeams, async () => {
      throw await refusal(403, 'no');
    });
    renderPage(<TeamsPage />, { api: example });

    expect(await screen.findByText(/You may not see this/)).toBeInTheDocument();
  });
});
