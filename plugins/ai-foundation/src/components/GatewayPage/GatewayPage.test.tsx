import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  exampleHealth,
  exampleRun,
  exampleValidation,
} from '../../__testUtils__/exampleGateway';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { GatewayRoutes } from './GatewayRoutes';

const failed = {
  check: 'revoked-key',
  subject: 'POST /openai/v1/responses',
  expected: '401 key_revoked',
  got: '200',
  result: 'failed' as const,
};

function exampleApi() {
  return new ExampleApi()
    .on(api.getGatewayHealth, () => exampleHealth)
    .on(api.getValidation, () => ({
      items: [
        exampleValidation('probes', {
          state: 'failed',
          counts: false,
          why: 'revoked-key, POST /openai/v1/responses: expected 401, got 200.',
          latest: exampleRun('probes', { result: 'failed', checks: [failed] }),
        }),
        exampleValidation('end-to-end', {
          state: 'never',
          counts: false,
          why: 'It has never run.',
          latest: undefined,
        }),
        exampleValidation('revocation-drill'),
        exampleValidation('log-freshness', {
          state: 'stale',
          counts: false,
          why: 'It passed more than 24 hours ago. Run the checks.',
        }),
        exampleValidation('providers', {
          counts: false,
          latest: exampleRun('providers', {
            isDemo: true,
            providers: [
              {
                provider: 'openai',
                host: 'localhost:7010',
                isEncrypted: false,
                credentialFingerprint: '1f3a',
                httpStatus: 200,
                latencyMs: 12,
                standIn: "localhost is the gateway's own machine.",
              },
            ],
          }),
        }),
      ],
    }));
}

const proof = (name: string) => screen.findByRole('listitem', { name });

describe('GatewayPage', () => {
  it('shows each control once, as it is where it is worst, with its fail mode', async () => {
    renderPage(<GatewayRoutes />, { api: exampleApi() });
    const controls = await screen.findByRole('grid', {
      name: 'Controls of the gateway',
    });
    const [, first, second, ...others] = within(controls).getAllByRole('row');
    expect(others).toHaveLength(0);
    expect(first).toHaveTextContent(
      /Provider openai.*Degraded.*Five requests in a row failed. Seen in plane-7.*Fails closed/,
    );
    expect(second).toHaveTextContent(/Policy.*Works.*240 ms/);
    expect(
      screen.getByText('Serving, but not everything works'),
    ).toBeInTheDocument();
  });

  it('says of each proof how it stands, what failed, and what counts', async () => {
    renderPage(<GatewayRoutes />, { api: exampleApi() });
    const probes = await proof('No way in without a key and a rule');
    expect(probes).toHaveTextContent('Failed');
    expect(probes).toHaveTextContent(
      'revoked-key, POST /openai/v1/responses: expected 401 key_revoked, got 200',
    );
    expect(await proof('A request goes the whole way')).toHaveTextContent(
      'Not proved yet',
    );
    expect(await proof('The log is fresh')).toHaveTextContent(
      'Proof is out of date',
    );
    expect(await proof('Providers know the credentials')).toHaveTextContent(
      'This is no evidence',
    );
  });

  it('runs a check, tells its result and asks anew', async () => {
    const example = exampleApi().on(api.runRevocationDrill, () =>
      exampleRun('revocation-drill', { summary: 'A key stopped after 12 ms.' }),
    );
    renderPage(<GatewayRoutes />, { api: example });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run revocation drill' }),
    );
    expect(
      await screen.findByText('Passed: A key stopped after 12 ms.'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.getValidation).length).toBeGreaterThan(1);
  });

  it('sends the key of an end-to-end run once, and says why it was refused', async () => {
    const example = exampleApi().on(api.runEndToEnd, async () => {
      throw await refusal(400, 'This is no key of the kind validation');
    });
    renderPage(<GatewayRoutes />, { api: example });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Send a request the whole way',
      }),
    );
    const key = screen.getByLabelText(/Validation key/);
    expect(key).toHaveAttribute('type', 'password');
    await userEvent.type(key, ' aif_key ');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(
      await screen.findByText(/no key of the kind validation/),
    ).toBeInTheDocument();
    expect(example.callsOf(api.runEndToEnd)).toEqual([
      { body: { secret: 'aif_key', model: undefined } },
    ]);
  });

  it('offers nothing to run to those who may only look', async () => {
    renderPage(<GatewayRoutes />, {
      api: exampleApi(),
      deny: ['ai-foundation.gateway.validate'],
    });
    await proof('The log is fresh');
    expect(
      screen.queryByRole('button', { name: 'Run checks' }),
    ).not.toBeInTheDocument();
  });

  it('says that one may not see it', async () => {
    const refuse = async () => {
      throw await refusal(403, 'You are not allowed to do this');
    };
    renderPage(<GatewayRoutes />, {
      api: exampleApi()
        .on(api.getGatewayHealth, refuse)
        .on(api.getValidation, refuse),
    });
    expect(await screen.findAllByText(/You may not see this/)).toHaveLength(2);
    expect(screen.queryByText('Instances')).not.toBeInTheDocument();
  });

  it('shows a record with every check, or only those that failed', async () => {
    renderPage(<GatewayRoutes />, {
      api: exampleApi().on(api.getValidationRun, () =>
        exampleRun('probes', {
          result: 'failed',
          isIntact: false,
          checks: [failed, { ...failed, check: 'no-key', result: 'passed' }],
        }),
      ),
      at: '/runs/run-probes',
    });
    const checks = await screen.findByRole('grid', { name: 'Checks' });
    expect(within(checks).getAllByRole('row')).toHaveLength(3);
    expect(
      screen.getByText('Changed since: it proves nothing'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'Only what failed' }),
    );
    expect(within(checks).getAllByRole('row')).toHaveLength(2);
  });
});
