import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleCeiling,
  exampleEvaluation,
} from '../../__testUtils__/exampleCeilings';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  exampleCosts,
  exampleTeams,
  TEAM,
} from '../../__testUtils__/exampleTeams';
import { renderPage } from '../../__testUtils__/renderPage';
import { TeamView } from './TeamView';

async function spendFigure() {
  await screen.findByText(/\$(500|100)\.00/);
  return screen.getByRole('heading', { name: 'Spend this month' })
    .parentElement;
}

describe('TeamView', () => {
  it('gives each figure its reason', async () => {
    renderPage(<TeamView teamRef={TEAM} />, { api: new ExampleApi() });

    expect(await screen.findByText('0.7 %')).toBeInTheDocument();
    expect(screen.getByText('131 of 18,204 requests')).toBeInTheDocument();
    expect(await spendFigure()).toHaveTextContent(
      'the organisation has spent $66.68 of $500.00',
    );
    expect(
      screen.getByText('1 member has not acknowledged the version in force'),
    ).toBeInTheDocument();
  });

  it("measures spend against the team's own ceiling where it has one", async () => {
    const example = new ExampleApi().on(api.listCeilings, () => ({
      items: [
        exampleCeiling,
        {
          ...exampleCeiling,
          id: 'c2',
          scope: { kind: 'team' as const, ref: TEAM },
          amountPicoUsd: '100000000000000',
          inForcePicoUsd: '100000000000000',
          current: {
            ...exampleCeiling.current,
            committedPicoUsd: '61482340150000',
          },
        },
      ],
      evaluation: exampleEvaluation,
    }));
    renderPage(<TeamView teamRef={TEAM} />, { api: example });

    expect(await spendFigure()).toHaveTextContent(
      '61 % of the team ceiling of $100.00',
    );
  });

  it('has the figures behind the chart as a table', async () => {
    const example = new ExampleApi().on(api.getCosts, () => exampleCosts(2));
    renderPage(<TeamView teamRef={TEAM} />, { api: example });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Show as table' }),
    );
    const { to } = exampleCosts(2);
    expect(await screen.findByRole('row', { name: to })).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Show as chart' }),
    ).toBeInTheDocument();
  });

  it('says who has not acknowledged the policy', async () => {
    renderPage(<TeamView teamRef={TEAM} />, { api: new ExampleApi() });

    expect(
      await screen.findByRole('row', { name: 'jonas.lindqvist' }),
    ).toHaveTextContent('Only version 1.0');
    expect(
      screen.getByRole('row', { name: 'marta.kowalska' }),
    ).toHaveTextContent('Not yet');
  });

  it('says whether the team counts as having acknowledged, by which rule', async () => {
    renderPage(<TeamView teamRef={TEAM} />, { api: new ExampleApi() });

    expect(
      await screen.findByText(
        'The team does not count as having acknowledged yet',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /100 % of the members who answer for keys, and the lead/,
      ),
    ).toHaveTextContent('Of those who answer for keys 1 of 2, of all 1 of 3.');
  });

  it('shows a team without any use what comes next', async () => {
    const example = new ExampleApi()
      .on(api.getTeam, () => exampleTeams[2])
      .on(api.listKeys, () => ({ items: [] }))
      .on(api.listRequests, () => ({ items: [] }))
      .on(api.getCosts, () => ({
        ...exampleCosts(1),
        total: exampleTeams[2].month,
        rows: [],
      }));
    renderPage(<TeamView teamRef={TEAM} />, { api: example });

    expect(await screen.findByText('No keys yet')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Get a key' })).toHaveAttribute(
      'href',
      '/ai-foundation/keys/new?owner=group%3Adefault%2Fshipment-tracking',
    );
    expect(
      await screen.findByText('Nothing was spent in this time'),
    ).toBeInTheDocument();
    expect(await screen.findByText('No requests yet')).toBeInTheDocument();
  });
});
