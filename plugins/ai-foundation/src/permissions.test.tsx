import { api as contract } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import { ExampleApi } from './__testUtils__/ExampleApi';
import { FindingRegister } from './components/GovernanceFindings/FindingRegister';
import { KeyRequestDecisions } from './components/GovernanceKeys/KeyRequestDecisions';
import {
  exampleFinding,
  exampleKeyRequest,
} from './__testUtils__/exampleKeyRequests';
import { renderPage } from './__testUtils__/renderPage';
import { CeilingsPage } from './components/GovernanceCeilings';
import { ModelDecisionsPage } from './components/GovernanceModels';
import { HomePage } from './components/HomePage';
import { PolicyRoutes } from './components/PolicyPage';

describe('what a person may not do', () => {
  it('is not offered: to issue and to revoke keys', async () => {
    renderPage(<HomePage />, {
      api: new ExampleApi(),
      deny: [
        'ai-foundation.key.issue',
        'ai-foundation.key.manage.own',
        'ai-foundation.key.revoke.all',
      ],
    });

    expect(await screen.findByText('k7m2q9xw4c')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Get a key' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Revoke/ }),
    ).not.toBeInTheDocument();
  });

  it('is not offered: to acknowledge the policy', async () => {
    const api = new ExampleApi();
    api.profile = {
      ...api.profile,
      aup: { currentVersion: '2.0', state: 'pending' },
    };
    renderPage(<PolicyRoutes />, {
      api,
      deny: ['ai-foundation.policy.acknowledge'],
    });

    expect(
      await screen.findByText(/may read the policy, but not acknowledge it/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Acknowledge/ }),
    ).not.toBeInTheDocument();
  });

  it('is not offered: to decide about models and to set ceilings', async () => {
    renderPage(
      <>
        <ModelDecisionsPage />
        <CeilingsPage />
      </>,
      {
        api: new ExampleApi(),
        deny: ['ai-foundation.model.decide', 'ai-foundation.ceiling.set'],
      },
    );

    expect(await screen.findByText('gpt-4.1')).toBeInTheDocument();
    expect(
      await screen.findByRole('listitem', { name: /^Whole organisation/ }),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/ai-foundation.model.decide/)).not.toHaveLength(
      0,
    );
    expect(screen.getByText(/ai-foundation.ceiling.set/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', {
        name: /Decide|Set ceiling|Change the ceiling|Remove|drill|raise/,
      }),
    ).not.toBeInTheDocument();
  });

  it('lets key requests be read by those who may not decide them', async () => {
    renderPage(<KeyRequestDecisions />, {
      api: new ExampleApi().on(contract.listKeyRequests, () => ({
        items: [exampleKeyRequest({ id: 'r1' })],
      })),
      deny: ['ai-foundation.key.approve'],
    });
    expect(await screen.findByText(/You may read this/)).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('lets findings be read by those who may not decide them', async () => {
    renderPage(<FindingRegister />, {
      api: new ExampleApi().on(contract.listFindings, () => ({
        items: [exampleFinding({ id: 'f1' })],
        unresolved: 1,
      })),
      deny: ['ai-foundation.finding.triage'],
    });
    expect(await screen.findByText(/Dispatch Pilot/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Decide/ }),
    ).not.toBeInTheDocument();
  });
});
