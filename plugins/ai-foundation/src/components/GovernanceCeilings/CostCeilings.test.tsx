import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  exampleCeiling,
  exampleDrill,
  exampleEvaluation,
  exampleEvent,
  exampleRaise,
  teamCeiling,
} from '../../__testUtils__/exampleCeilings';
import { TEAM } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { AllCeilings } from './CeilingsPage';

const BELOW = 'That is below what is spent already';

async function press(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

async function changeTo(amount: string, reason: string) {
  await press('Change Whole organisation, a month');
  await userEvent.type(await screen.findByLabelText(/^Amount/), amount);
  await userEvent.type(screen.getByLabelText(/Reason/), reason);
}

async function submit() {
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Set ceiling' }));
}

describe('CostCeilings', () => {
  it('shows each ceiling with what is used of it, and who set it', async () => {
    renderPage(<AllCeilings />, { api: new ExampleApi() });

    const card = await screen.findByRole('listitem', {
      name: 'Whole organisation, a month',
    });
    expect(card).toHaveTextContent('$66.68 of $500.00 (13 %)');
    expect(card).toHaveTextContent('$0.0012 more is held');
    expect(card).toHaveTextContent('Month 2026-11, Europe/Oslo.');
    expect(card).toHaveTextContent('$350.00, at 70 %: alert to');
    expect(card).toHaveTextContent('At the pace so far, $100.02 by the end');
    expect(card).toHaveTextContent(
      /Set by ingrid.solberg last month: The budget of the year/,
    );
  });

  it('says what slows a team down, until when it is raised, and what is wrong', async () => {
    const example = new ExampleApi().on(api.listCeilings, () => ({
      items: [teamCeiling],
      evaluation: { ...exampleEvaluation, overdue: true },
    }));
    renderPage(<AllCeilings />, { api: example });

    const card = await screen.findByRole('listitem', {
      name: /Team.*, a week$/,
    });
    expect(card).toHaveTextContent('At most 10 requests a minute pass now.');
    expect(card).toHaveTextContent('Raised from $40.00 until');
    expect(card).toHaveTextContent('A recipient is nobody any more');
    expect(
      screen.getByText('Nobody watches the ceilings now'),
    ).toBeInTheDocument();
  });

  it('changes a ceiling, exact to the digits typed', async () => {
    const example = new ExampleApi().on(api.setCeiling, () => ({
      ...exampleCeiling,
      amountPicoUsd: '750500000000000',
    }));
    renderPage(<AllCeilings />, { api: example });
    await changeTo(' 750.50', 'Agreed in the monthly review');
    expect(screen.queryByText(BELOW)).not.toBeInTheDocument();
    await submit();

    expect(
      await screen.findByText('The ceiling is set to $750.50'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.setCeiling)).toEqual([
      {
        body: {
          scope: { kind: 'organisation' },
          window: 'month',
          timeZone: 'Europe/Oslo',
          amountUsd: '750.50',
          thresholds: exampleCeiling.thresholds,
          reason: 'Agreed in the monthly review',
        },
      },
    ]);
    expect(example.callsOf(api.listCeilings)).toHaveLength(2);
  });

  it('warns of an amount below what is spent', async () => {
    renderPage(<AllCeilings />, { api: new ExampleApi() });
    await changeTo('66.68', 'Stop now');

    expect(await screen.findByText(BELOW)).toBeInTheDocument();
    expect(screen.getByText(/Spent in the running window/)).toHaveTextContent(
      '$66.68',
    );
  });

  it.each(['1,250.50', '$5', '0', '-3'])('takes no %s', async amount => {
    renderPage(<AllCeilings />, { api: new ExampleApi() });
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
    renderPage(<AllCeilings />, { api: example });
    await screen.findByRole('listitem', {
      name: 'Whole organisation, a month',
    });
    await press('Set ceiling');
    await userEvent.click(await screen.findByRole('radio', { name: 'Team' }));
    await userEvent.click(
      await screen.findByRole('button', { name: /Which team/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Shipment Tracking' }),
    );
    expect(
      await screen.findByText(/Spent in the running window/),
    ).toHaveTextContent('There is no such ceiling yet.');
    await userEvent.type(screen.getByLabelText(/^Amount/), '0.01');
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
    renderPage(<AllCeilings />, { api: example });
    await changeTo('9999999', 'Much');
    await submit();

    expect(
      await screen.findByText('at most $9,000,000.00'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/^Amount/)).toHaveValue('9999999');
  });

  it('says that nothing limits the spend', async () => {
    const example = new ExampleApi().on(api.listCeilings, () => ({
      items: [],
      evaluation: exampleEvaluation,
    }));
    renderPage(<AllCeilings />, { api: example });

    expect(await screen.findByText('No ceiling is set')).toBeInTheDocument();
  });

  it('suggests two alerts and a stop, and sends what is made of them', async () => {
    const example = new ExampleApi().on(api.setCeiling, () => exampleCeiling);
    renderPage(<AllCeilings />, { api: example });
    await screen.findByRole('listitem', {
      name: 'Whole organisation, a month',
    });
    await press('Set ceiling');
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Whole organisation' }),
    );
    await userEvent.type(screen.getByLabelText(/^Amount/), '100');
    await userEvent.type(screen.getByLabelText(/Reason/), 'A trial');
    await press('Remove the threshold at 70 %');
    const [first] = screen.getAllByLabelText(/Who is told/);
    await userEvent.clear(first);
    const submitButton = within(screen.getByRole('dialog')).getByRole(
      'button',
      { name: 'Set ceiling' },
    );
    expect(submitButton).toBeDisabled();
    await userEvent.type(first, 'ingrid.solberg, group:default/finance');
    await submit();

    await screen.findByText(/The ceiling is set/);
    expect(example.callsOf(api.setCeiling)[0].body?.thresholds).toEqual([
      {
        response: 'alert',
        percent: 90,
        recipients: ['ingrid.solberg', 'group:default/finance'],
      },
      {
        response: 'stop',
        percent: 100,
        recipients: ['user:default/amina.okafor'],
      },
    ]);
  });

  it('lets somebody else than who asked decide about a raise', async () => {
    const waiting = {
      ...exampleRaise,
      requestedBy: 'user:default/jonas.lindqvist',
    };
    const example = new ExampleApi()
      .on(api.listCeilingRaises, () => ({
        items: [waiting, { ...exampleRaise, id: 'mine' }],
      }))
      .on(api.decideCeilingRaise, () => waiting);
    renderPage(<AllCeilings />, { api: example });
    expect(
      await screen.findAllByRole('button', { name: /^Approve/ }),
    ).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: /^Approve/ }));
    await userEvent.type(await screen.findByLabelText(/Reason/), 'As agreed');
    await userEvent.click(
      within(screen.getByRole('dialog')).getByRole('button', {
        name: 'Approve',
      }),
    );
    await screen.findByText('Your decision is recorded');
    expect(example.callsOf(api.decideCeilingRaise)).toEqual([
      {
        params: { id: 'r1' },
        body: { decision: 'approved', reason: 'As agreed' },
      },
    ]);
  });

  it('asks for a raise for some days', async () => {
    const example = new ExampleApi().on(
      api.requestCeilingRaise,
      () => exampleRaise,
    );
    renderPage(<AllCeilings />, { api: example });
    await press('Ask for a raise Whole organisation, a month');
    await userEvent.type(await screen.findByLabelText(/^Amount/), '600');
    await userEvent.type(screen.getByLabelText(/Reason/), 'Year-end');
    await userEvent.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Ask' }),
    );
    await screen.findByText('The raise waits for a decision');
    const { body } = example.callsOf(api.requestCeilingRaise)[0];
    expect(body).toMatchObject({ amountUsd: '600', reason: 'Year-end' });
    const days = (Date.parse(body?.until ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
  });

  it('runs a drill, and leads to its record', async () => {
    const example = new ExampleApi().on(
      api.runCeilingDrill,
      () => exampleDrill,
    );
    renderPage(<AllCeilings />, { api: example });
    await press('Run drill Whole organisation, a month');
    expect(await screen.findByText('The drill has passed')).toBeInTheDocument();
    expect(example.callsOf(api.runCeilingDrill)).toEqual([
      { body: { ceilingId: 'c1' } },
    ]);
    expect(example.callsOf(api.listCeilingDrills)).toHaveLength(2);
    expect(
      await screen.findByRole('link', { name: /Open the record/ }),
    ).toHaveAttribute('href', expect.stringMatching(/ceilings\/drills\/d1$/));
  });

  it('notes who sees to a threshold that was reached', async () => {
    const example = new ExampleApi().on(
      api.acknowledgeCeilingEvent,
      () => exampleEvent,
    );
    renderPage(<AllCeilings />, { api: example });
    expect(await screen.findByText(/Told: 1 of 1/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^I see to the 80 %/ }),
    );
    await screen.findByText('Noted that you see to it');
    expect(example.callsOf(api.acknowledgeCeilingEvent)).toEqual([
      { params: { id: '7' } },
    ]);
  });

  it('removes a ceiling with a reason', async () => {
    const example = new ExampleApi().on(api.removeCeiling, () => ({
      id: 'c1',
    }));
    renderPage(<AllCeilings />, { api: example });
    await press('Remove Whole organisation, a month');
    await userEvent.type(await screen.findByLabelText(/Reason/), 'Moved');
    await press('Remove ceiling');
    await screen.findByText('The ceiling is removed');
    expect(example.callsOf(api.removeCeiling)).toEqual([
      { params: { id: 'c1' }, body: { reason: 'Moved' } },
    ]);
  });
});
