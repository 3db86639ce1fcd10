import {
  api,
  keyIssuePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleKey, inDays } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { HomePage } from './HomePage';

function newcomer() {
  const example = new ExampleApi();
  example.keys = [];
  example.profile = {
    ...example.profile,
    aup: { currentVersion: '2.0', state: 'pending' },
  };
  return example;
}

describe('HomePage', () => {
  it('opens the first step to a newcomer: the policy', async () => {
    renderPage(<HomePage />, { api: newcomer() });

    const step = await screen.findByRole('listitem', { current: 'step' });
    expect(step).toHaveTextContent('Read and acknowledge the policy');
    expect(
      within(step).getByRole('link', { name: 'Read the policy' }),
    ).toHaveAttribute('href', '/ai-foundation/policy');
    expect(await screen.findByText('No keys yet')).toBeInTheDocument();
  });

  it('leads nobody to a key who may not get one', async () => {
    renderPage(<HomePage />, {
      api: newcomer(),
      deny: [keyIssuePermission.name],
    });
    expect(
      await screen.findByText('Acknowledge the acceptable use policy 2.0'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Get a key')).not.toBeInTheDocument();
  });

  it('opens the key step once the policy is acknowledged', async () => {
    const example = newcomer();
    example.profile = new ExampleApi().profile;
    renderPage(<HomePage />, { api: example });

    const step = await screen.findByRole('listitem', { current: 'step' });
    expect(
      within(step).getByRole('link', { name: 'Get a key' }),
    ).toHaveAttribute('href', '/ai-foundation/keys/new');
  });

  it('opens the call step until a key was used, with the address to call', async () => {
    const example = new ExampleApi();
    example.keys = [exampleKey({ id: 'fresh', lastUsedAt: undefined })];
    renderPage(<HomePage />, { api: example });

    const step = await screen.findByRole('listitem', { current: 'step' });
    expect(step).toHaveTextContent(example.profile.gateway.openai);
  });

  it('shows a newcomer what else waits, and the policy once', async () => {
    const example = newcomer().on(api.getInbox, () => ({
      items: [
        {
          id: 'answer-inventory:rockets',
          kind: 'answer-inventory' as const,
          subject: 'Rockets',
          since: inDays(-1),
          path: '/governance/inventory/answer/default/rockets',
        },
        {
          id: 'acknowledge-policy:2.0',
          kind: 'acknowledge-policy' as const,
          subject: '2.0',
          since: inDays(-1),
          path: '/policy',
        },
      ],
    }));
    renderPage(<HomePage />, { api: example });

    expect(
      await screen.findByRole('link', {
        name: 'Open: Say what generative AI Rockets uses',
      }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: /^Open:/ })).toHaveLength(1);
    expect(screen.getByRole('listitem', { current: 'step' })).toHaveTextContent(
      'Read and acknowledge the policy',
    );
  });

  it('asks for a new version also before the first call', async () => {
    const example = new ExampleApi().on(api.getInbox, () => ({
      items: [
        {
          id: 'acknowledge-policy:2.0',
          kind: 'acknowledge-policy' as const,
          subject: '2.0',
          since: inDays(-1),
          path: '/policy',
        },
      ],
    }));
    example.keys = [exampleKey({ id: 'fresh', lastUsedAt: undefined })];
    renderPage(<HomePage />, { api: example });

    expect(
      await screen.findByRole('link', {
        name: 'Open: Acknowledge the acceptable use policy 2.0',
      }),
    ).toHaveAttribute('href', '/ai-foundation/policy');
  });

  it('lists what waits for the person, and leaves decisions to the governance inbox', async () => {
    const example = new ExampleApi().on(api.getInbox, () => ({
      items: [
        {
          id: 'key-expires:soon',
          kind: 'key-expires' as const,
          subject: 'soon',
          since: inDays(-1),
          due: inDays(5),
          path: '/keys/new',
        },
        {
          id: 'decide-model:swift',
          kind: 'decide-model' as const,
          subject: 'Swift',
          since: inDays(-1),
          path: '/governance/models',
        },
      ],
    }));
    renderPage(<HomePage />, { api: example });

    expect(await screen.findByText('Key soon expires')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open: Key soon expires' }),
    ).toHaveAttribute('href', '/ai-foundation/keys/new');
    expect(screen.queryByText(/Swift/)).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: '1 decision waits for you' }),
    ).toHaveAttribute('href', '/ai-foundation/governance');
  });

  it('says that nothing is due', async () => {
    renderPage(<HomePage />, { api: new ExampleApi() });
    expect(await screen.findByText(/^Nothing is due/)).toBeInTheDocument();
  });

  it('asks who acknowledged an older version to acknowledge the new one', async () => {
    const example = new ExampleApi();
    example.profile = {
      ...example.profile,
      aup: { currentVersion: '2.0', state: 'outdated' },
    };
    renderPage(<HomePage />, { api: example });

    expect(
      await screen.findByText('Acknowledge the acceptable use policy 2.0'),
    ).toBeInTheDocument();
  });

  it('lists only models that can be called', async () => {
    renderPage(<HomePage />, { api: new ExampleApi() });

    const models = await screen.findByRole('region', {
      name: 'Models I may use',
    });
    expect(
      await within(models).findByText('$2.50 in · $10.00 out'),
    ).toBeInTheDocument();
    expect(within(models).getAllByRole('listitem')).toHaveLength(3);
  });

  it('says what to do when it cannot load, and tries again', async () => {
    const example = new ExampleApi();
    let isDown = true;
    example.on(api.getProfile, async () => {
      if (isDown) {
        throw await refusal(503, 'the database is being moved');
      }
      return example.profile;
    });
    renderPage(<HomePage />, { api: example });

    expect(
      await screen.findByText(/the database is being moved/),
    ).toBeInTheDocument();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('region', { name: 'What is due' }),
    ).toBeInTheDocument();
  });
});
