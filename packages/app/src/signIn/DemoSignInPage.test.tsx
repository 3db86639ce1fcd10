import { discoveryApiRef, IdentityApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DemoSignInPage } from './DemoSignInPage';

const amina = {
  userRef: 'user:default/amina.okafor',
  name: 'Amina Okafor',
  jobTitle: 'Team lead',
  groups: [{ ref: 'group:default/tracking', title: 'Tracking', type: 'team' }],
};

const session = {
  profile: { displayName: 'Amina Okafor' },
  backstageIdentity: {
    token: 'a.e30.c',
    identity: {
      type: 'user',
      userEntityRef: amina.userRef,
      ownershipEntityRefs: [amina.userRef],
    },
  },
};

function answer(status: number, body: unknown) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

const refusal = answer.bind(undefined, 403, {
  error: { name: 'NotAllowedError', message: 'not one of the people' },
  response: { statusCode: 403 },
});

describe('DemoSignInPage', () => {
  let people: jest.Mock;
  let refresh: jest.Mock;
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();

  beforeEach(() => {
    window.localStorage.clear();
    onSignInSuccess.mockReset();
    people = jest.fn(() => answer(200, { items: [amina] }));
    refresh = jest.fn(() => answer(200, session));
    jest.spyOn(global, 'fetch').mockImplementation(async (url, init) => {
      const path = new URL(String(url)).pathname;
      return path === '/api/auth/demo/people' ? people() : refresh(init);
    });
  });

  afterEach(() => jest.restoreAllMocks());

  async function render() {
    await renderInTestApp(
      <DemoSignInPage onSignInSuccess={onSignInSuccess} />,
      {
        apis: [
          [
            discoveryApiRef,
            {
              getBaseUrl: async plugin => `http://localhost:7007/api/${plugin}`,
            },
          ],
        ],
        config: { app: { title: 'Portal', baseUrl: 'http://localhost:7007' } },
      },
    );
  }

  it('signs in the person who is chosen, by keyboard', async () => {
    await render();
    await screen.findByRole('button', { name: 'Sign in as Amina Okafor' });

    await userEvent.tab();
    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const headers = new Headers(refresh.mock.calls[0][0].headers);
    expect(headers.get('x-demo-person')).toBe(amina.userRef);
  });

  it('says that it is a demo without passwords', async () => {
    await render();

    expect(await screen.findByText(/there is no password/)).toBeVisible();
  });

  it('asks nobody again after a reload', async () => {
    window.localStorage.setItem('ai-foundation.demo-person', amina.userRef);

    await render();

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(people).not.toHaveBeenCalled();
  });

  it('forgets the person at sign-out', async () => {
    window.localStorage.setItem('ai-foundation.demo-person', amina.userRef);
    await render();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));

    await onSignInSuccess.mock.calls[0][0].signOut();

    expect(window.localStorage.getItem('ai-foundation.demo-person')).toBeNull();
  });

  it('offers the people again where the remembered one is refused', async () => {
    window.localStorage.setItem('ai-foundation.demo-person', 'user:default/x');
    refresh.mockImplementationOnce(refusal);
    await render();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'not one of the people',
    );
    await userEvent.click(await screen.findByText('Amina Okafor'));

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('asks again while the catalog is still empty', async () => {
    people.mockImplementationOnce(() => answer(200, { items: [] }));

    await render();

    expect(
      await screen.findByText('Amina Okafor', undefined, { timeout: 4_000 }),
    ).toBeVisible();
    expect(people).toHaveBeenCalledTimes(2);
  });
});
