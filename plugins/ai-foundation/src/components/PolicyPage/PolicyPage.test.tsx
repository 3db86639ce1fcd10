import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleObligation } from '../../__testUtils__/exampleCirculation';
import { examplePolicy } from '../../__testUtils__/examplePolicy';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { PolicyPage } from './PolicyPage';

function notAcknowledged() {
  const example = new ExampleApi();
  example.profile = {
    ...example.profile,
    aup: { currentVersion: '2.0', state: 'pending' },
  };
  return example;
}

describe('PolicyPage', () => {
  it('shows each rule with its number, the version and its hash', async () => {
    renderPage(<PolicyPage />, { api: new ExampleApi() });

    expect(await screen.findByText('X1')).toBeInTheDocument();
    expect(
      screen.getByText(
        'No answer of a model may decide alone on hiring, pay or dismissal of a person.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Acceptable use of generative AI, version 2.0'),
    ).toBeInTheDocument();
    expect(screen.getAllByTitle(examplePolicy.sha256)[0]).toHaveTextContent(
      examplePolicy.sha256.slice(0, 12),
    );
  });

  it('acknowledges the text that was shown, and then says since when', async () => {
    const example = notAcknowledged();
    renderPage(<PolicyPage />, { api: example });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Acknowledge version 2.0' }),
    );
    expect(
      await screen.findByText(/You acknowledged version 2.0/),
    ).toBeInTheDocument();
    expect(example.callsOf(api.acknowledgeAup)).toEqual([
      {
        params: { version: '2.0' },
        body: {
          sha256: examplePolicy.sha256,
          consentSha256: exampleObligation().consent.sha256,
        },
      },
    ]);
  });

  it('says to load the new version when the policy has changed meanwhile', async () => {
    const example = notAcknowledged().on(api.acknowledgeAup, async () => {
      throw await refusal(409, 'version 2.1 is in force');
    });
    renderPage(<PolicyPage />, { api: example });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Acknowledge version 2.0' }),
    );
    expect(
      await screen.findByText('The policy has changed meanwhile'),
    ).toBeInTheDocument();
    example
      .on(api.getCurrentAup, () => ({ ...examplePolicy, version: '2.1' }))
      .on(api.getMyAcknowledgement, () =>
        exampleObligation({ version: '2.1' }),
      );
    await userEvent.click(
      screen.getByRole('button', { name: 'Load the new version' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Acknowledge version 2.1' }),
    ).toBeInTheDocument();
  });

  it('shows the sentence, and which keys stop when', async () => {
    const example = notAcknowledged().on(api.getMyAcknowledgement, () =>
      exampleObligation({
        state: 'outdated',
        acknowledgedVersion: '1.0',
        keys: { ids: ['k1', 'k2', 'k3'], stopAt: '2026-12-06T12:00:00.000Z' },
      }),
    );
    renderPage(<PolicyPage />, { api: example });

    expect(
      await screen.findByText(/^3 of your keys stop on .*2026/),
    ).toBeInTheDocument();
    expect(screen.getByText(/k1, k2, k3/)).toBeInTheDocument();
    expect(
      screen.getByText(exampleObligation().consent.text),
    ).toBeInTheDocument();
    expect(screen.getByText(/You acknowledged version/)).toHaveTextContent(
      '1.0',
    );
  });

  it('declines with a reason', async () => {
    const example = notAcknowledged().on(api.declineAup, () =>
      exampleObligation({ state: 'declined' }),
    );
    renderPage(<PolicyPage />, { api: example });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decline' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Decline' });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'H1 is too strict');
    await userEvent.click(confirm);
    expect(example.callsOf(api.declineAup)).toEqual([
      {
        params: { version: '2.0' },
        body: { sha256: examplePolicy.sha256, reason: 'H1 is too strict' },
      },
    ]);
  });

  it('says what will show here before a policy is published', async () => {
    const example = new ExampleApi().on(api.getCurrentAup, async () => {
      throw await refusal(404, 'no version is published');
    });
    renderPage(<PolicyPage />, { api: example });

    expect(
      await screen.findByText('No policy is published yet'),
    ).toBeInTheDocument();
  });

  it('says so when it may not be seen', async () => {
    const example = new ExampleApi().on(api.getCurrentAup, async () => {
      throw await refusal(403, 'no');
    });
    renderPage(<PolicyPage />, { api: example });

    expect(await screen.findByText(/You may not see this/)).toBeInTheDocument();
  });
});
