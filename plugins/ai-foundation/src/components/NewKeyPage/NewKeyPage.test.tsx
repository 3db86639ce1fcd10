import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EXAMPLE_SECRET, ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleRequest } from '../../__testUtils__/exampleRequests';
import { APPLICATION, TEAM } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { NewKeyPage } from './NewKeyPage';

const AT = `/?owner=${encodeURIComponent(APPLICATION)}`;

async function fillIn() {
  await userEvent.click(
    await screen.findByRole('radio', { name: /^Code assistance/ }),
  );
  await userEvent.click(screen.getByRole('radio', { name: /^Internal/ }));
  await userEvent.click(screen.getByRole('checkbox', { name: /^GPT-4o mini/ }));
}

async function issue() {
  await fillIn();
  expect(
    await screen.findByText('This key will be issued at once.'),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Issue key' }));
  await screen.findByText('Key issued');
}

describe('NewKeyPage', () => {
  it('says first that the policy must be acknowledged', async () => {
    const example = new ExampleApi();
    example.profile = {
      ...example.profile,
      aup: { currentVersion: '2.0', state: 'pending' },
    };
    renderPage(<NewKeyPage />, { api: example });

    expect(
      await screen.findByText('Acknowledge the policy first'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Read and acknowledge' }),
    ).toHaveAttribute('href', '/ai-foundation/policy');
  });

  it('shows models that are not possible with the reason', async () => {
    renderPage(<NewKeyPage />, { api: new ExampleApi() });

    await userEvent.click(
      await screen.findByRole('radio', { name: /^Internal/ }),
    );
    expect(
      screen.getByRole('checkbox', { name: /GPT-4.1.*not decided/ }),
    ).toBeDisabled();
    expect(
      screen.getByRole('checkbox', { name: /GPT-3.5.*Public data at most/ }),
    ).toBeDisabled();
    expect(
      screen.getByRole('checkbox', { name: /^GPT-4o mini/ }),
    ).toBeEnabled();
  });

  it('lets go of models that another tier rules out', async () => {
    renderPage(<NewKeyPage />, { api: new ExampleApi() });

    await fillIn();
    await userEvent.click(screen.getByRole('radio', { name: /^Restricted/ }));
    const model = screen.getByRole('checkbox', { name: /^GPT-4o mini/ });
    expect(model).not.toBeChecked();
    expect(model).toBeDisabled();
  });

  it('asks for the application of the team, and shows the cost of a request', async () => {
    const example = new ExampleApi();
    renderPage(<NewKeyPage />, { api: example, at: AT });

    await issue();
    expect(example.callsOf(api.issueKey)[0].body).toEqual({
      owner: TEAM,
      application: APPLICATION,
      purpose: 'code-assistance',
      tier: 'internal',
      models: ['aimodel:default/gpt-4o-mini'],
      expiresInDays: 90,
    });
  });

  it('prices the typical request with the chosen model', async () => {
    renderPage(<NewKeyPage />, { api: new ExampleApi(), at: AT });

    await fillIn();
    // 2,000 x 0.15 + 500 x 0.60, per million tokens
    expect(await screen.findByText('$0.0006')).toHaveAttribute(
      'value',
      '0.0006',
    );
  });

  it('does not issue what policy refuses, and says why', async () => {
    const example = new ExampleApi().on(api.checkKeyRequest, () => ({
      issuable: false,
      way: 'refused' as const,
      approvers: [],
      checks: [
        {
          control: 'expiry' as const,
          passed: false,
          needsApproval: false,
          reason: 'Keys work for 30 days at most; choose fewer days.',
        },
      ],
    }));
    renderPage(<NewKeyPage />, { api: example, at: AT });

    await fillIn();
    expect(
      await screen.findByText(
        'Keys work for 30 days at most; choose fewer days.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Issue key' })).toBeDisabled();
  });

  it('keeps what was filled in when issuing fails', async () => {
    const example = new ExampleApi().on(api.issueKey, async () => {
      throw await refusal(409, 'the policy changed; acknowledge version 2.1');
    });
    renderPage(<NewKeyPage />, { api: example, at: AT });

    await fillIn();
    await screen.findByText('This key will be issued at once.');
    await userEvent.click(screen.getByRole('button', { name: 'Issue key' }));
    expect(
      await screen.findByText('the policy changed; acknowledge version 2.1'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('checkbox', { name: /^GPT-4o mini/ }),
    ).toBeChecked();
  });

  it('shows the secret once; after Done it is nowhere', async () => {
    const user = userEvent.setup();
    const copy = jest.spyOn(window.navigator.clipboard, 'writeText');
    const { container } = renderPage(<NewKeyPage />, {
      api: new ExampleApi(),
      at: AT,
    });
    await issue();

    expect(screen.getByTestId('secret')).toHaveTextContent(EXAMPLE_SECRET);
    expect(screen.getByRole('button', { name: 'Done' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Copy secret' }));
    expect(copy).toHaveBeenCalledWith(EXAMPLE_SECRET);
    expect(screen.getByTestId('address')).not.toHaveTextContent('aif_');

    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        '/ai-foundation/home',
      ),
    );
    expect(container.ownerDocument.documentElement.innerHTML).not.toContain(
      EXAMPLE_SECRET,
    );
    expect(
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ).not.toContain(EXAMPLE_SECRET);
  });

  it('warns before a link loses a secret that was not copied', async () => {
    renderPage(
      <>
        <a href="#elsewhere">Elsewhere</a>
        <NewKeyPage />
      </>,
      { api: new ExampleApi(), at: AT },
    );
    await issue();

    await userEvent.click(screen.getByText('Elsewhere'));
    expect(
      await screen.findByText('Leave without the secret?'),
    ).toBeInTheDocument();
    expect(window.location.hash).toBe('');
    await userEvent.click(screen.getByRole('button', { name: 'Stay' }));
    expect(screen.getByTestId('secret')).toBeInTheDocument();
  });

  it('waits for the first request and shows its tokens and exact cost', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const example = new ExampleApi().on(api.listRequests, () => ({
      items: [],
    }));
    renderPage(<NewKeyPage />, { api: example, at: AT });
    await issue();
    expect(
      screen.getByText('Waiting for your first request ...'),
    ).toBeInTheDocument();

    example.on(api.listRequests, () => ({
      items: [exampleRequest({ id: 'first', costPicoUsd: '147500000' })],
    }));
    await act(() => jest.advanceTimersByTimeAsync(2_100));
    expect(
      await screen.findByText('It worked: your first request is recorded.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/exactly \$0.0001475/)).toBeInTheDocument();
    jest.useRealTimers();
  });
});
