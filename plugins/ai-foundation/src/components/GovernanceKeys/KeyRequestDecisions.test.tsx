import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleKeyRequest } from '../../__testUtils__/exampleKeyRequests';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { KeyRequestDecisions } from './KeyRequestDecisions';

const TEN = Array.from({ length: 10 }, (_, index) =>
  exampleKeyRequest({ id: `r${index}` }),
);

function withRequests(items = TEN) {
  return new ExampleApi().on(api.listKeyRequests, () => ({ items }));
}

async function chooseAll() {
  await userEvent.click(
    await screen.findByRole('checkbox', { name: 'Select all 10' }),
  );
  await userEvent.type(screen.getByLabelText(/Reason/), 'Fine for the pilot');
}

describe('KeyRequestDecisions', () => {
  it('decides ten requests with one reason in one call', async () => {
    const example = withRequests().on(api.decideKeyRequests, ({ body }) => ({
      items: (body?.ids ?? []).map(id => ({ id, decided: true })),
    }));
    renderPage(<KeyRequestDecisions />, { api: example });
    await chooseAll();
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));

    expect(
      await screen.findByText('10 requests are approved'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.decideKeyRequests)).toEqual([
      {
        body: {
          ids: TEN.map(({ id }) => id),
          decision: 'approved',
          reason: 'Fine for the pilot',
        },
      },
    ]);
  });

  it('needs a request and a reason', async () => {
    renderPage(<KeyRequestDecisions />, { api: withRequests() });
    await userEvent.type(await screen.findByLabelText(/Reason/), 'Fine');
    expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Refuse' })).toBeDisabled();
  });

  it('says which requests were not decided, and why', async () => {
    const example = withRequests().on(api.decideKeyRequests, () => ({
      items: [
        { id: 'r0', decided: true },
        { id: 'r1', decided: false, problem: 'This key request is withdrawn' },
      ],
    }));
    renderPage(<KeyRequestDecisions />, { api: example });
    await chooseAll();
    await userEvent.click(screen.getByRole('button', { name: 'Refuse' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This key request is withdrawn',
    );
  });

  it('keeps what was chosen and typed where the call is refused', async () => {
    const example = withRequests().on(api.decideKeyRequests, async () => {
      throw await refusal(403, 'only the seats of security decide');
    });
    renderPage(<KeyRequestDecisions />, { api: example });
    await chooseAll();
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect(
      await screen.findByText('only the seats of security decide'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Reason/)).toHaveValue('Fine for the pilot');
    expect(screen.getByText('10 requests chosen')).toBeInTheDocument();
  });

  it('says that nothing waits', async () => {
    renderPage(<KeyRequestDecisions />, { api: withRequests([]) });
    expect(
      await screen.findByText('No key request waits for a decision'),
    ).toBeInTheDocument();
  });
});
