import {
  api,
  auditReadPermission,
  seatManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { SeatsPage } from './SeatsPage';

// In a file of its own: pages remember for a while what a person may do.
it('shows who sits where, and neither minutes nor what others may do', async () => {
  const example = new ExampleApi();
  renderPage(<SeatsPage />, {
    api: example,
    deny: [auditReadPermission.name, seatManagePermission.name],
  });
  expect(await screen.findByText(/Minutes are read by/)).toBeInTheDocument();
  expect(example.callsOf(api.listMeetings)).toEqual([]);
  for (const name of [/^End/, /^Appoint/, /^Propose/, /^Record meeting/]) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});
