import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EXAMPLE_SECRET, ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  exampleFinding,
  exampleKeyRequest,
} from '../../__testUtils__/exampleKeyRequests';
import { exampleRequest } from '../../__testUtils__/exampleRequests';
import {
  APPLICATION,
  exampleKey,
  TEAM,
} from '../../__testUtils__/exampleTeams';
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
  await userEvent.click(screen.getByRole('radio', { name: /^No, a person/ }));
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
      kind: 'standard',
      actsAlone: false,
    });
  });

  it('has probes alone for the group that runs the gateway, also for who is in no team', async () => {
    const example = new ExampleApi();
    const ref = 'group:default/ai-operations';
    example.profile = {
      ...example.profile,
      teams: [],
      applications: [],
      gatewayGroup: { ref, title: 'AI Operations' },
    };
    renderPage(<NewKeyPage />, { api: example });

    await userEvent.click(
      await screen.findByRole('button', { name: /For what/ }),
    );
    await userEvent.click(
      screen.getByRole('option', { name: 'AI Operations' }),
    );
    await issue();
    expect(example.callsOf(api.issueKey)[0].body).toMatchObject({
      owner: ref,
      kind: 'validation',
      expiresInDays: 7,
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

  it('sends to an approver, by name, what policy does not issue by itself', async () => {
    const example = new ExampleApi()
      .on(api.checkKeyRequest, () => ({
        issuable: false,
        way: 'needs-approval' as const,
        approvers: [{ ref: 'user:default/sam', name: 'Sam Berg' }],
        checks: [
          {
            control: 'expiry' as const,
            passed: true,
            needsApproval: true,
            reason: 'Policy issues keys for at most 30 days by itself.',
          },
        ],
      }))
      .on(api.submitKeyRequest, () => exampleKeyRequest({ id: 'r1' }));
    renderPage(<NewKeyPage />, { api: example, at: AT });

    await fillIn();
    expect(
      await screen.findByText('Who can approve it: Sam Berg.'),
    ).toBeInTheDocument();
    const send = screen.getByRole('button', { name: 'Send to an approver' });
    expect(send).toBeDisabled();
    await userEvent.type(
      screen.getByLabelText(/Why you need it/),
      'A pilot of 90 days',
    );
    await userEvent.click(send);
    expect(
      await screen.findByText('Your request waits for an approver'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.submitKeyRequest)[0].body?.justification).toBe(
      'A pilot of 90 days',
    );
    expect(example.callsOf(api.issueKey)).toHaveLength(0);
  });

  it('tells the working group of an agent instead of giving it a key', async () => {
    const example = new ExampleApi().on(api.reportFinding, () =>
      exampleFinding({ id: 'f1' }),
    );
    renderPage(<NewKeyPage />, { api: example, at: AT });
    await userEvent.click(
      await screen.findByRole('radio', { name: /^Yes, it acts/ }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Tell the working group' }),
    );
    expect(
      await screen.findByText('The working group knows of it'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.reportFinding)[0].body).toMatchObject({
      kind: 'agent',
      subject: APPLICATION,
    });
  });

  it('issues an approved key only when its requester asks for it', async () => {
    const example = new ExampleApi()
      .on(api.listKeyRequests, () => ({
        items: [exampleKeyRequest({ id: 'r1', state: 'approved' })],
      }))
      .on(api.collectKey, () => ({
        key: exampleKey({ id: 'k1' }),
        secret: EXAMPLE_SECRET,
      }));
    renderPage(<NewKeyPage />, { api: example, at: '/?request=r1' });
    const issueNow = await screen.findByRole('button', {
      name: 'Issue the key now',
    });
    expect(example.callsOf(api.collectKey)).toHaveLength(0);
    await userEvent.click(issueNow);
    expect(await screen.findByTestId('secret')).toHaveTextContent(
      EXAMPLE_SECRET,
    );
    expect(example.callsOf(api.collectKey)[0].params).toEqual({ id: 'r1' });
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
