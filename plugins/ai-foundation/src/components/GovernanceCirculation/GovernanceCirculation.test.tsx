import {
  api,
  campaignManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  exampleCampaign,
  exampleRecipient,
} from '../../__testUtils__/exampleCirculation';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { CirculationRoutes } from './CirculationRoutes';

function show(example: ExampleApi, path = '', deny: string[] = []) {
  renderPage(
    <Routes>
      <Route path="/circulation/*" element={<CirculationRoutes />} />
    </Routes>,
    { api: example, at: `/circulation${path}`, deny },
  );
}

describe('circulation', () => {
  it('lists each version with how far it has got', async () => {
    show(new ExampleApi());
    const row = await screen.findByRole('row', { name: /2\.0/ });
    expect(row).toHaveTextContent('To acknowledge');
    expect(
      within(row).getByRole('link', { name: 'Open version 2.0' }),
    ).toHaveAttribute('href', '/ai-foundation/governance/circulation/2.0');
  });

  it('says what will show here before anything is published', async () => {
    show(new ExampleApi().on(api.listCampaigns, () => ({ items: [] })));
    expect(
      await screen.findByText('Nothing is circulated yet'),
    ).toBeInTheDocument();
  });

  it('says so when it may not be seen', async () => {
    const example = new ExampleApi().on(api.listCampaigns, async () => {
      throw await refusal(403, 'no');
    });
    show(example);
    expect(await screen.findByText(/You may not see this/)).toBeInTheDocument();
  });

  it('says of each person how they stand, and why', async () => {
    show(new ExampleApi(), '/2.0');
    const people = within(
      await screen.findByRole('region', { name: 'People' }),
    );
    expect(
      await people.findByText('Declined: H1 cannot be kept at night'),
    ).toBeInTheDocument();
    expect(people.getByText(/Exempt until/)).toBeInTheDocument();
    expect(screen.getByText('7a'.repeat(32))).toBeInTheDocument();
  });

  it('shows the people of a group, and the next page, by the address', async () => {
    const example = new ExampleApi().on(api.listCampaignRecipients, () => ({
      items: [exampleRecipient({ name: 'Jonas Lindqvist' })],
      nextCursor: 'user:default/jonas.lindqvist',
    }));
    show(example, '/2.0');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the people of Shipment Tracking',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(example.callsOf(api.listCampaignRecipients).at(-1)?.query).toEqual({
      state: undefined,
      group: 'group:default/shipment-tracking',
      cursor: 'user:default/jonas.lindqvist',
    });
    expect(screen.getByTestId('address')).toHaveTextContent('cursor=');
  });

  it('exempts a person until a day, and keeps what was typed where it is refused', async () => {
    const example = new ExampleApi().on(api.exemptFromCampaign, async () => {
      throw await refusal(403, 'Nobody exempts themselves');
    });
    show(example, '/2.0');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Exempt Jonas Lindqvist' }),
    );
    const confirm = () => screen.getByRole('button', { name: 'Exempt' });
    await userEvent.type(screen.getByLabelText(/^Exempt until/), '2027-02-31');
    await userEvent.type(screen.getByLabelText(/Reason/), 'Parental leave');
    expect(confirm()).toBeDisabled();
    await userEvent.clear(screen.getByLabelText(/^Exempt until/));
    await userEvent.type(screen.getByLabelText(/^Exempt until/), '2027-02-28');
    await userEvent.click(confirm());

    expect(
      await screen.findByText('Nobody exempts themselves'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Reason/)).toHaveValue('Parental leave');
    expect(example.callsOf(api.exemptFromCampaign)).toEqual([
      {
        params: { version: '2.0' },
        body: {
          userRef: 'user:default/jonas.lindqvist',
          until: new Date('2027-02-28T23:59:59').toISOString(),
          reason: 'Parental leave',
        },
      },
    ]);
  });

  it('moves the due date with a reason', async () => {
    const example = new ExampleApi().on(
      api.setCampaignDue,
      () => exampleCampaign,
    );
    show(example, '/2.0');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change due date' }),
    );
    await userEvent.clear(screen.getByLabelText(/^Due on/));
    await userEvent.type(screen.getByLabelText(/^Due on/), '2027-01-15');
    await userEvent.type(screen.getByLabelText(/Reason/), 'Holidays');
    await userEvent.click(screen.getByRole('button', { name: 'Set due date' }));
    expect(
      await screen.findByText('Version 2.0 is due on 2027-01-15'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.setCampaignDue)[0].body).toEqual({
      dueAt: new Date('2027-01-15T23:59:59').toISOString(),
      reason: 'Holidays',
    });
  });

  it('is only read by who may not steer it', async () => {
    show(new ExampleApi(), '/2.0', [campaignManagePermission.name]);
    expect(
      await screen.findByText(/You may read this, not steer it/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Exempt|Export|due date/ }),
    ).not.toBeInTheDocument();
  });
});
