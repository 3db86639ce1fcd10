import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleMeeting, exampleSeats } from '../../__testUtils__/exampleSeats';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { SeatsPage } from './SeatsPage';

async function press(name: string | RegExp) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

describe('SeatsPage', () => {
  it('says in words what is missing', async () => {
    renderPage(<SeatsPage />, { api: new ExampleApi() });

    await screen.findByText('Stale');
    const standing = within(
      screen.getByRole('region', { name: 'Where this stands' }),
    );
    expect(standing.getByText('Not met')).toBeInTheDocument();
    expect(
      standing.getByText('Nobody has accepted the legal seat.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('row', { name: 'Finance' }),
    ).toHaveTextContent('Nobody');
  });

  it('lets the person who is asked accept, and nobody else', async () => {
    const example = new ExampleApi().on(api.acceptSeat, () => ({
      ...exampleSeats.terms[2],
      state: 'held' as const,
    }));
    renderPage(<SeatsPage />, { api: example });
    await press('Accept the seat Legal');

    expect(
      await screen.findByText('You hold the seat now'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.acceptSeat)).toEqual([{ params: { id: 't3' } }]);
    expect(screen.getAllByRole('button', { name: /^Accept/ })).toHaveLength(1);
  });

  it('declines with a reason, and keeps it where that is refused', async () => {
    const example = new ExampleApi().on(api.endSeatTerm, async () => {
      throw await refusal(409, 'This term has ended; a new one is needed');
    });
    renderPage(<SeatsPage />, { api: example });
    await press('Decline the seat Legal');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Reason/), 'I am on leave.');
    await userEvent.click(dialog.getByRole('button', { name: 'Decline' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'This term has ended',
    );
    expect(dialog.getByLabelText(/Reason/)).toHaveValue('I am on leave.');
  });

  it('shows a meeting with its quorum and decisions', async () => {
    renderPage(<SeatsPage />, { api: new ExampleApi() });
    expect(await screen.findByText('No quorum: 2 of 3')).toBeInTheDocument();
    expect(screen.getByText('GPT-4o stays approved.')).toBeInTheDocument();
  });

  it('records a meeting with the people who hold seats', async () => {
    const example = new ExampleApi().on(
      api.recordMeeting,
      () => exampleMeeting,
    );
    renderPage(<SeatsPage />, { api: example });
    await press('Record meeting');
    const dialog = within(await screen.findByRole('dialog'));
    const heldOn = dialog.getByLabelText(/Held on/);
    await userEvent.clear(heldOn);
    await userEvent.type(heldOn, '2026-02-30 14:00x');
    expect(dialog.getByText(/Write it as year/)).toBeInTheDocument();
    await userEvent.clear(heldOn);
    await userEvent.type(heldOn, '2026-03-02 14:00');
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /rafael.ortega \(Engineering\)/ }),
    );
    await userEvent.type(dialog.getByLabelText(/Agenda/), 'Models');
    await userEvent.type(
      dialog.getByLabelText(/Minutes/),
      'We agreed on two models.',
    );
    await userEvent.type(dialog.getByLabelText(/Decisions/), 'Two models.');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Record meeting' }),
    );

    expect(await screen.findByText('The meeting is recorded')).toBeVisible();
    expect(example.callsOf(api.recordMeeting)[0].body).toMatchObject({
      heldAt: new Date('2026-03-02T14:00').toISOString(),
      attendees: ['user:default/rafael.ortega'],
      decisions: ['Two models.'],
    });
  });

  it('says what went wrong', async () => {
    const example = new ExampleApi().on(api.getSeats, async () => {
      throw await refusal(503, 'The database is away');
    });
    renderPage(<SeatsPage />, { api: example });
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});
