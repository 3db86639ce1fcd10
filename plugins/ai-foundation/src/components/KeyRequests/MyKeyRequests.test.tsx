import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleKeyRequest } from '../../__testUtils__/exampleKeyRequests';
import { renderPage } from '../../__testUtils__/renderPage';
import { MyKeyRequests } from './MyKeyRequests';

describe('MyKeyRequests', () => {
  it('leads to an approved key, and says why another was refused', async () => {
    const example = new ExampleApi().on(api.listKeyRequests, () => ({
      items: [
        exampleKeyRequest({ id: 'r1', state: 'approved' }),
        exampleKeyRequest({
          id: 'r2',
          state: 'refused',
          decidedBy: 'user:default/viktor.halvorsen',
          decidedAt: new Date().toISOString(),
          decisionReason: 'Take the small model.',
        }),
      ],
    }));
    renderPage(<MyKeyRequests />, { api: example });
    expect(
      await screen.findByRole('link', { name: /^Collect key/ }),
    ).toHaveAttribute('href', expect.stringContaining('request=r1'));
    expect(screen.getByText(/Take the small model/)).toBeInTheDocument();
  });

  it('withdraws a request that waits', async () => {
    const request = exampleKeyRequest({ id: 'r1' });
    const example = new ExampleApi()
      .on(api.listKeyRequests, () => ({ items: [request] }))
      .on(api.withdrawKeyRequest, () => request);
    renderPage(<MyKeyRequests />, { api: example });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Withdraw the request/ }),
    );
    await waitFor(() =>
      expect(example.callsOf(api.listKeyRequests)).toHaveLength(2),
    );
    expect(example.callsOf(api.withdrawKeyRequest)).toEqual([
      { params: { id: 'r1' } },
    ]);
  });
});
