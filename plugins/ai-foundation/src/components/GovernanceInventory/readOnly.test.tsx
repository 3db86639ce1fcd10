import { inventoryManagePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { InventoryRoutes } from './InventoryRoutes';

// In a file of its own: pages remember for a while what a person may do.
it('lets nobody decide, declare or look who does not manage the inventory', async () => {
  renderPage(<InventoryRoutes />, {
    api: new ExampleApi(),
    deny: [inventoryManagePermission.name],
  });
  expect(
    await screen.findByRole('row', { name: /ChatGPT/ }),
  ).toBeInTheDocument();
  for (const name of [/^Decide/, /^Declare/, /^Scan/, /^Import/]) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});
