import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleCeiling, TEAM } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { CostCeilings } from './CostCeilings';

const BELOW = 'That is below what is spent already';

async function press(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

async function changeTo(amount: string, reason: string) {
  await press('Change the ceiling for organisation');
  await userEvent.type(await screen.findByLabelText(/Amount/), amount);
  await userEvent.type(screen.getByLabelText(/Reason/), reason);
}

async function submit() {
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Set ceiling' }));
}

describe('CostCeilings', () => {
  it('shows each ceiling with what is used of it, and who set it', async () => {
    renderPage(<CostCeilings />, { api: new ExampleApi() });

    const row = await screen.findByRole('row', { name: /Whole organisation/ });
    expect(row).toHaveTextContent('$500.00');
    expect(row).toHaveTextContent('$66.68');
    expect(row).toHaveTextContent('$0.0012');
    expect(row).toHaveTextContent('2026-11, Europe/Oslo');
    expect(row).toHaveTextContent(/ingrid.solberg, last month/);
  });

  it('changes a ceiling, exact to the digits typed', async () => {
    const example = new ExampleApi().on(api.setCeiling, () => ({
      ...exampleCeiling,
      amountPicoUsd: '750500000000000',
    }));
    renderPage(<CostCeilings />, { api: example });
    await changeTo(' 750.50', 'Agreed in the monthly review');
    expect(screen.queryByText(BELOW)).not.toBeInTheDocument();
    await submit();

    expect(
      await screen.findByText('The ceiling is set to $750.50 a month'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.setCeiling)).toEqual([
      {
        body: {
          scope: { kind: 'organisation' },
          amountUsd: '750.50',
          reason: 'Agreed in the monthly review',
        },
      },
    ]);
    expect(example.callsOf(api.listCeilings)).toHaveLength(2);
  });

  it('warns of an amount below what is spent', async () => {
    renderPage(<CostCeilings />, { api: new ExampleApi() });
    await changeTo('66.68', 'Stop now');

    expect(await screen.findByText(BELOW)).toBeInTheDocument();
    expect(screen.getByText(/Spent this month/)).toHaveTextContent('$66.68');
  });

  it.each(['1,250.50', '$5', '0', '-3'])('takes no %s', async amount => {
    renderPage(<CostCeilings />, { api: new ExampleApi() });
    await changeTo(amount, 'A slip of the hand');

    expect(screen.getByText(/Write more than zero/)).toBeInTheDocument();
    expect(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Set ceiling',
      }),
    ).toBeDisabled();
  });

  it('sets a first ceiling for a team, knowing what the team has spent', async () => {
    const example = new ExampleApi().on(api.setCeiling, () => exampleCeiling);
    renderPage(<CostCeilings />, { api: example });
    await screen.findByRole('row', { name: /Whole organisation/ });
    await press('Set ceiling');
    await userEvent.click(await screen.findByRole('radio', { name: 'Team' }));
    await userEvent.click(
      await screen.findByRole('button', { name: /Which team/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Shipment Tracking' }),
    );
    expect(await screen.findByText(/Spent this month/)).toHaveTextContent(
      'There is no such ceiling yet.',
    );
    await userEvent.type(screen.getByLabelText(/Amount/), '0.01');
    expect(await screen.findByText(BELOW)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/Reason/), 'A trial');
    await submit();

    await screen.findByText(/The ceiling is set/);
    expect(example.callsOf(api.setCeiling)[0].body?.scope).toEqual({
      kind: 'team',
      ref: TEAM,
    });
  });

  it('keeps what was typed where it is refused', async () => {
    const example = new ExampleApi().on(api.setCeiling, async () => {
      throw await refusal(400, 'at most $9,000,000.00');
    });
    renderPage(<CostCeilings />, { api: example });
    await changeTo('9999999', 'Much');
    await submit();

    expect(
      await screen.findByText('at most $9,000,000.00'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Amount/)).toHaveValue('9999999');
  });

  it('says that nothing limits the spend', async () => {
    const example = new ExampleApi().on(api.listCeilings, () => ({
      items: [],
    }));
    renderPage(<CostCeilings />, { api: example });

    expect(await screen.findByText('No ceiling is set')).toBeInTheDocument();
  });
});
