import { screen, within } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { areaGroups } from './areaGroups';
import { governanceAreas } from './governanceAreas';
import { GovernanceRoutes } from './GovernanceRoutes';

const ROOT = '/ai-foundation/governance';

function open(area = '') {
  renderPage(<GovernanceRoutes />, {
    api: new ExampleApi(),
    at: `${ROOT}${area}`,
    mountPath: ROOT,
  });
  return screen.findByRole('navigation', { name: 'Governance' });
}

describe('the navigation of governance', () => {
  it('leads to every area once, and first to the inbox', async () => {
    const links = within(await open()).getAllByRole('link');
    expect(links.map(link => link.getAttribute('href')).sort()).toEqual(
      [ROOT, ...governanceAreas.map(({ path }) => `${ROOT}/${path}`)].sort(),
    );
    expect(links[0]).toHaveTextContent('Inbox');
  });

  it('says which area is open', async () => {
    const navigation = await open('/ceilings');
    expect(
      within(navigation).getByRole('link', { current: 'page' }),
    ).toHaveTextContent('Cost ceilings');
    expect(
      within(navigation).getByRole('group', { name: 'Money and keys' }),
    ).toContainElement(
      within(navigation).getByRole('link', { current: 'page' }),
    );
  });

  it('has a place for every area', () => {
    const grouped: string[] = areaGroups.flatMap(({ areas }) => [...areas]);
    for (const { path } of governanceAreas) {
      expect(grouped.filter(area => area === path)).toEqual([path]);
    }
  });
});
