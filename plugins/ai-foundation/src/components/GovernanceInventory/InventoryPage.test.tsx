import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleInventory } from '../../__testUtils__/exampleInventory';
import { OTHER_TEAM, TEAM } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { InventoryRoutes } from './InventoryRoutes';

const show = (example = new ExampleApi(), at = '/') =>
  renderPage(<InventoryRoutes />, { api: example, at });

const ANSWER = {
  id: 'a2',
  teamRef: TEAM,
  answer: 'none' as const,
  uses: 0,
  answeredBy: 'user:default/amina.okafor',
  answeredByName: 'Amina Okafor',
  answeredAt: new Date().toISOString(),
};

async function press(name: string | RegExp) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

describe('the inventory', () => {
  it('shows who has answered and who has not, and what is missing', async () => {
    show();
    await screen.findByText('Has not answered');
    const teams = within(
      screen.getByRole('region', { name: 'Answers of the teams' }),
    );
    const rows = teams.getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('Has not answered');
    expect(rows[1]).toHaveTextContent('Uses nothing');
    expect(rows[1]).toHaveTextContent('Elif Demir');
    expect(
      screen.getByText('These teams have not answered: Shipment Tracking.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Declare complete' }),
    ).toBeDisabled();
    expect(screen.getByText('Nobody has looked yet')).toBeInTheDocument();
  });

  it('filters the uses, and says of whom no name is shown', async () => {
    show(undefined, '/?disposition=undecided');
    expect(
      await screen.findByRole('row', { name: /ChatGPT/ }),
    ).toHaveTextContent('name not shown');
    expect(screen.queryByRole('row', { name: /Delay Notifier/ })).toBeNull();
  });

  it('decides about a use, and needs an end where it is accepted', async () => {
    const example = new ExampleApi().on(
      api.disposeUsage,
      () => exampleInventory.items[0],
    );
    show(example);
    await press('Decide about ChatGPT in the browser');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('radio', { name: /Accept/ }));
    await userEvent.type(dialog.getByLabelText(/Reason/), 'A pilot.');
    const confirm = dialog.getByRole('button', { name: 'Decide' });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Until/), '2099-02-30');
    expect(confirm).toBeDisabled();
    await userEvent.clear(dialog.getByLabelText(/Until/));
    await userEvent.type(dialog.getByLabelText(/Until/), '2099-02-28');
    await userEvent.click(confirm);

    expect(
      await screen.findByText('The decision is recorded'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.disposeUsage)).toEqual([
      {
        params: { id: 'u1' },
        body: {
          disposition: 'accept',
          until: '2099-02-28',
          owner: undefined,
          team: undefined,
          reason: 'A pilot.',
        },
      },
    ]);
  });

  it('imports what was looked at, and nothing with a wrong line', async () => {
    const preview = {
      sha256: 'f'.repeat(64),
      lines: 2,
      found: [],
      skipped: [],
      problems: [{ line: 3, message: "'ten' is no amount" }],
    };
    show(new ExampleApi().on(api.previewUsageFile, () => preview));
    await press('Import a file');
    const dialog = within(await screen.findByRole('dialog'));
    const take = dialog.getByRole('button', { name: 'Import' });
    await userEvent.type(dialog.getByLabelText(/Name of the file/), 'a.csv');
    await userEvent.type(dialog.getByLabelText(/Content/), 'vendor');
    expect(take).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      "Line 3: 'ten' is no amount",
    );
    expect(take).toBeDisabled();
  });

  describe('the answer of a team', () => {
    const at = `/answer/${TEAM.split(':')[1]}`;

    it('is "nothing" with one press', async () => {
      const example = new ExampleApi().on(api.answerInventory, () => ANSWER);
      show(example, at);
      await press('We use nothing');
      expect(
        await screen.findByText('Thank you. The answer is recorded.'),
      ).toBeInTheDocument();
      expect(example.callsOf(api.answerInventory)).toEqual([
        {
          params: { namespace: 'default', name: 'shipment-tracking' },
          body: { answer: 'none' },
        },
      ]);
    });

    it('keeps what was typed where it is refused', async () => {
      const example = new ExampleApi().on(api.answerInventory, async () => {
        throw await refusal(400, 'The catalog knows no data source');
      });
      show(example, at);
      await press('We use something');
      await userEvent.type(
        await screen.findByLabelText(/Which tool/),
        'Copilot',
      );
      await userEvent.type(screen.getByLabelText(/What do you use it/), 'Code');
      await press('Send answer');
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The catalog knows no data source',
      );
      expect(screen.getByLabelText(/Which tool/)).toHaveValue('Copilot');
    });

    it('is for its members', async () => {
      show(undefined, `/answer/${OTHER_TEAM.split(':')[1]}`);
      expect(
        await screen.findByText('Only members of this team answer for it'),
      ).toBeInTheDocument();
    });
  });
});
