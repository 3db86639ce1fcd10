import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ExampleApi } from './__testUtils__/ExampleApi';
import { aiFoundationApiRef } from './api/aiFoundationApiRef';
import aiFoundationPlugin from './index';

function open(path: string) {
  renderTestApp({
    features: [aiFoundationPlugin],
    apis: [[aiFoundationApiRef, new ExampleApi()]],
    initialRouteEntries: [path],
  });
}

describe('aiFoundationPlugin', () => {
  it('opens on Home, with the tabs in the order of the day', async () => {
    open('/ai-foundation');

    expect(
      await screen.findByRole('heading', { name: 'Home' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Home',
      'Models',
      'Policy',
      'Teams',
      'Costs',
      'Requests',
      'Simulator',
      'Gateway',
      'Governance',
    ]);
  });

  it.each([
    ['/ai-foundation/keys/new', 'Get a key'],
    ['/ai-foundation/requests/r-2', 'Request r-2'],
    ['/ai-foundation/teams/default/shipment-tracking', 'shipment-tracking'],
    ['/ai-foundation/policy/1.0', 'Policy'],
  ])('opens %s from a link', async (path, heading) => {
    open(path);

    expect(
      await screen.findByRole('heading', { name: heading }),
    ).toBeInTheDocument();
  });
});
