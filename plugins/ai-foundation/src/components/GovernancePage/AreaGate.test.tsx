import { aiFoundationPermissions } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { areaReaders } from './areaReaders';
import { GovernanceRoutes } from './GovernanceRoutes';

const ROOT = '/ai-foundation/governance';
const CLOSED = 'This area is not open to you';

// In a file of its own: pages remember for a while what a person may do.
describe('without any permission', () => {
  it.each(Object.keys(areaReaders))(
    '%s says who reads it, and asks for nothing',
    async path => {
      const example = new ExampleApi();
      const calls = jest.spyOn(example, 'call');
      renderPage(<GovernanceRoutes />, {
        api: example,
        at: `${ROOT}/${path}`,
        mountPath: ROOT,
        deny: aiFoundationPermissions.map(({ name }) => name),
      });
      expect(await screen.findByText(CLOSED)).toBeVisible();
      expect(screen.queryAllByRole('button')).toEqual([]);
      const asked = calls.mock.calls.map(([route]) => route.path);
      expect(asked.filter(one => !['/me', '/inbox'].includes(one))).toEqual([]);
    },
  );
});
