import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EXAMPLE_SECRET, ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleKey } from '../../__testUtils__/exampleTeams';
import { renderPage } from '../../__testUtils__/renderPage';
import { RotateKey } from './RotateKey';

const KEY = exampleKey({ id: 'k1' });

describe('RotateKey', () => {
  it('shows the new secret once, until it is kept', async () => {
    const example = new ExampleApi().on(api.rotateKey, () => ({
      key: KEY,
      secret: EXAMPLE_SECRET,
    }));
    const onRotated = jest.fn();
    renderPage(<RotateKey apiKey={KEY} onRotated={onRotated} />, {
      api: example,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Rotate key k1' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Make a new secret' }),
    );
    expect(await screen.findByTestId('secret')).toHaveTextContent(
      EXAMPLE_SECRET,
    );
    expect(example.callsOf(api.rotateKey)).toEqual([
      { params: { id: 'k1' }, body: { overlapHours: 24 } },
    ]);
    const done = screen.getByRole('button', { name: 'Done' });
    expect(done).toBeDisabled();
    await userEvent.click(screen.getByText('I have stored the secret'));
    await userEvent.click(done);
    await waitFor(() => expect(onRotated).toHaveBeenCalledTimes(1));
    expect(screen.queryByTestId('secret')).not.toBeInTheDocument();
  });
});
