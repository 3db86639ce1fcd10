import {
  api,
  Exemption,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleExemption } from '../../__testUtils__/exampleExemptions';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { ExemptionsPage } from './ExemptionsPage';

const MINE = exampleExemption({
  may: { decideAs: ['legal'], withdraw: false, revoke: false },
});
const IN_FORCE = exampleExemption({
  id: 'EX-1',
  state: 'approved',
  may: { decideAs: [], withdraw: false, revoke: true },
});

function apiWith(...items: Exemption[]) {
  return new ExampleApi().on(api.listExemptions, () => ({
    items,
    maxDays: 90,
  }));
}

async function press(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

async function decide(verdict: string) {
  await press('Decide about EX-2');
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(
    await dialog.findByRole('radio', { name: new RegExp(`^${verdict}`) }),
  );
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Covered by annex 2');
  await userEvent.click(
    dialog.getByRole('button', { name: 'Record decision' }),
  );
}

describe('ExemptionsPage', () => {
  it('puts what waits for me first, whole', async () => {
    renderPage(<ExemptionsPage />, { api: apiWith(IN_FORCE, MINE) });

    const mine = await screen.findByRole('region', {
      name: 'Waiting for your decision',
    });
    expect(mine).toHaveTextContent('EX-2');
    expect(mine).toHaveTextContent('Waits for legal');
    expect(mine).toHaveTextContent('Data of the tier restricted to gpt-4o');
    expect(mine).toHaveTextContent('Names are replaced before the prompt.');
    expect(mine).not.toHaveTextContent('EX-1');
    expect(
      screen.getByRole('region', { name: 'Requests and what became of them' }),
    ).toHaveTextContent(/In force, ends/);
  });

  it('agrees for the seat that the reader holds', async () => {
    const example = apiWith(MINE).on(api.decideExemption, () => IN_FORCE);
    renderPage(<ExemptionsPage />, { api: example });
    await decide('Agree');

    expect(await screen.findByText('EX-2 is recorded')).toBeInTheDocument();
    expect(example.callsOf(api.decideExemption)).toEqual([
      {
        params: { id: 'EX-2' },
        body: {
          seat: 'legal',
          decision: 'approved',
          reason: 'Covered by annex 2',
        },
      },
    ]);
    expect(example.callsOf(api.listExemptions)).toHaveLength(2);
  });

  it('keeps what was typed where a decision is refused', async () => {
    const example = apiWith(MINE).on(api.decideExemption, async () => {
      throw await refusal(403, 'a second person has to consent');
    });
    renderPage(<ExemptionsPage />, { api: example });
    await decide('Refuse');

    expect(
      await screen.findByText('a second person has to consent'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Reason/)).toHaveValue('Covered by annex 2');
  });

  it('says what a revocation ends before it does', async () => {
    const example = apiWith(IN_FORCE).on(api.revokeExemption, () => IN_FORCE);
    renderPage(<ExemptionsPage />, { api: example });
    await press('Revoke EX-1');

    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/within two seconds/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Revoke' })).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'New terms');
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    await screen.findByText('EX-1 is recorded');
    expect(example.callsOf(api.revokeExemption)).toHaveLength(1);
  });

  it('requests one by the rules of the policy in force', async () => {
    const example = apiWith().on(api.requestExemption, () => MINE);
    renderPage(<ExemptionsPage />, { api: example });
    expect(await screen.findByText('No exemption yet')).toBeInTheDocument();
    await press('Request an exemption');

    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', { name: 'Request' });
    await userEvent.click(await dialog.findByRole('button', { name: /For/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Shipment Tracking' }),
    );
    await userEvent.click(await dialog.findByRole('checkbox', { name: /^D1/ }));
    await userEvent.click(dialog.getByRole('checkbox', { name: /^Let the/ }));
    await userEvent.click(
      await dialog.findByRole('checkbox', { name: 'GPT-4o' }),
    );
    expect(submit).toBeDisabled();
    const words = 'Words enough to be read.';
    for (const label of [
      /Why it is needed/,
      /^Risk/,
      /What reduces/,
      /What ends it/,
    ]) {
      await userEvent.click(dialog.getByLabelText(label));
      await userEvent.paste(words);
    }
    await userEvent.click(submit);

    expect(
      await screen.findByText(/EX-2 is requested; security and legal/),
    ).toBeInTheDocument();
    expect(example.callsOf(api.requestExemption)[0].body).toMatchObject({
      rules: ['D1'],
      owner: 'group:default/shipment-tracking',
      data: { tier: 'restricted', models: ['aimodel:default/gpt-4o'] },
      justification: words,
      endsInDays: 30,
    });
  });

  it('offers nothing to who may only read', async () => {
    renderPage(<ExemptionsPage />, {
      api: apiWith(exampleExemption()),
      deny: ['ai-foundation.exemption.request'],
    });
    expect(await screen.findByText(/EX-2/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Request|Decide|Revoke|Take/ }),
    ).not.toBeInTheDocument();
  });

  it('says what went wrong, and tries again', async () => {
    const example = apiWith().on(api.listExemptions, async () => {
      throw await refusal(500, 'the database is away');
    });
    renderPage(<ExemptionsPage />, { api: example });
    expect(await screen.findByText(/the database is away/)).toBeInTheDocument();
    example.on(api.listExemptions, () => ({ items: [IN_FORCE], maxDays: 90 }));
    await press('Try again');
    expect(await screen.findByText(/EX-1/)).toBeInTheDocument();
  });
});
