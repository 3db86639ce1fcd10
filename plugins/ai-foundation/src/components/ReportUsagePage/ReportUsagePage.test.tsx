import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleInventory } from '../../__testUtils__/exampleInventory';
import { TEAM } from '../../__testUtils__/exampleTeams';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReportUsagePage } from './ReportUsagePage';

describe('ReportUsagePage', () => {
  it('says who will see the name, and sends what was told', async () => {
    const example = new ExampleApi().on(
      api.reportUsage,
      () => exampleInventory.items[0],
    );
    renderPage(<ReportUsagePage />, { api: example });
    expect(await screen.findByText(/with your name\./)).toBeInTheDocument();
    const send = screen.getByRole('button', { name: 'Send report' });
    expect(send).toBeDisabled();

    await userEvent.type(screen.getByLabelText(/Which tool/), 'ChatGPT');
    await userEvent.type(screen.getByLabelText(/What do you use/), 'Mails');
    await userEvent.click(
      screen.getByRole('checkbox', { name: /Do not show my name/ }),
    );
    expect(screen.getByText(/without your name\./)).toBeInTheDocument();
    await userEvent.click(send);

    expect(
      await screen.findByText('Thank you. Your report is in the inventory.'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.reportUsage)[0].body).toMatchObject({
      tool: 'ChatGPT',
      purpose: 'Mails',
      team: TEAM,
      hideName: true,
      dataSources: [],
    });
  });
});
