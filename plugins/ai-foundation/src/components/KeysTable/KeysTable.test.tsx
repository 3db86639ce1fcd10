import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleKey, inDays } from '../../__testUtils__/exampleTeams';
import { renderPage } from '../../__testUtils__/renderPage';
import { useKeys } from '../../hooks/useKeys';
import { KeysTable } from './KeysTable';

function Table() {
  return <KeysTable keys={useKeys()} />;
}

describe('KeysTable', () => {
  it('says why a key is suspended, and resumes what a person stopped', async () => {
    const example = new ExampleApi().on(api.resumeKey, () =>
      exampleKey({ id: 'k1' }),
    );
    example.keys = [
      exampleKey({
        id: 'k1',
        state: 'suspended',
        suspendedBy: 'user:default/sam',
        suspendedBecause: 'user:default/sam suspended it: An incident',
      }),
    ];
    renderPage(<Table />, { api: example });
    expect(await screen.findByText(/An incident/)).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Resume key k1' }),
    );
    await userEvent.type(screen.getByLabelText(/Reason/), 'It is over');
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('Key k1 is resumed')).toBeInTheDocument();
    expect(example.callsOf(api.resumeKey)).toEqual([
      { params: { id: 'k1' }, body: { reason: 'It is over' } },
    ]);
  });

  it('tells which secret of a rotated key is used, and ends the earlier', async () => {
    const example = new ExampleApi().on(api.endKeyOverlap, () =>
      exampleKey({ id: 'k1' }),
    );
    example.keys = [
      exampleKey({
        id: 'k1',
        rotation: {
          rotatedAt: inDays(-0.1),
          rotatedBy: 'user:default/sam',
          previousValidUntil: inDays(0.9),
          currentLastUsedAt: inDays(-0.01),
        },
      }),
    ];
    renderPage(<Table />, { api: example });
    expect(
      await screen.findByText('It was not used since the rotation'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Rotate key k1' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'End overlap now, key k1' }),
    );
    expect(example.callsOf(api.endKeyOverlap)).toEqual([
      { params: { id: 'k1' } },
    ]);
  });
});
