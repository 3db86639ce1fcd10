import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleRequest } from '../../__testUtils__/exampleRequests';
import { exampleKey } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { RevokeKey } from './RevokeKey';

const KEY = exampleKey({ id: 'k1' });

async function open(example: ExampleApi, onRevoked = jest.fn()) {
  renderPage(<RevokeKey apiKey={KEY} onRevoked={onRevoked} />, {
    api: example,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Revoke key k1' }),
  );
  return onRevoked;
}

describe('RevokeKey', () => {
  it('says who used the key in the last 24 hours before it ends', async () => {
    const example = new ExampleApi().on(api.listRequests, () => ({
      items: [exampleRequest({ id: 'a' }), exampleRequest({ id: 'b' })],
    }));
    await open(example);

    expect(
      await screen.findByText(/used it 2 times in the last 24 hours/),
    ).toHaveTextContent('delay-notifier');
    expect(example.callsOf(api.listRequests)[0].query).toMatchObject({
      key: 'k1',
    });
    expect(example.callsOf(api.revokeKey)).toHaveLength(0);
  });

  it('revokes after the confirmation', async () => {
    const example = new ExampleApi().on(api.listRequests, () => ({
      items: [],
    }));
    const onRevoked = await open(example);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke key' }),
    );
    await waitFor(() => expect(onRevoked).toHaveBeenCalledTimes(1));
    expect(example.callsOf(api.revokeKey)[0].params).toEqual({ id: 'k1' });
  });

  it('stays open with the reason when it is refused', async () => {
    const example = new ExampleApi()
      .on(api.listRequests, () => ({ items: [] }))
      .on(api.revokeKey, async () => {
        throw await refusal(403, 'only its team may revoke the key k1');
      });
    const onRevoked = await open(example);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke key' }),
    );
    expect(
      await screen.findByText('only its team may revoke the key k1'),
    ).toBeInTheDocument();
    expect(onRevoked).not.toHaveBeenCalled();
  });
});
