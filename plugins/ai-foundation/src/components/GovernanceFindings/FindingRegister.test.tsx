import {
  api,
  Finding,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleFinding } from '../../__testUtils__/exampleKeyRequests';
import { renderPage } from '../../__testUtils__/renderPage';
import { FindingRegister } from './FindingRegister';

function withFindings(...items: Finding[]) {
  return new ExampleApi().on(api.listFindings, () => ({
    items,
    unresolved: items.length,
  }));
}

describe('FindingRegister', () => {
  it('decides to defer, with an owner and a day', async () => {
    const finding = exampleFinding({ id: 'f1' });
    const example = withFindings(finding).on(api.triageFinding, () => finding);
    renderPage(<FindingRegister />, { api: example });

    await userEvent.click(
      await screen.findByRole('button', { name: /^Decide: Dispatch/ }),
    );
    await userEvent.click(screen.getByRole('radio', { name: /^Defer/ }));
    await userEvent.type(screen.getByLabelText(/Reason/), 'For Stage 2');
    const confirm = screen.getByRole('button', { name: 'Record decision' });
    expect(confirm).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: /Who sees to it/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Ada Byron' }),
    );
    await userEvent.type(screen.getByLabelText(/Due/), '2027-01-31');
    await userEvent.click(confirm);

    expect(
      await screen.findByText('The decision is recorded'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.triageFinding)).toEqual([
      {
        params: { id: 'f1' },
        body: {
          decision: 'defer',
          reason: 'For Stage 2',
          owner: 'user:default/ada',
          due: '2027-01-31',
        },
      },
    ]);
  });

  it('leaves it to the catalog to resolve what it reports', async () => {
    renderPage(<FindingRegister />, {
      api: withFindings(exampleFinding({ id: 'f1' })),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Decide:/ }),
    );
    expect(screen.getByRole('radio', { name: /^Stop/ })).toBeInTheDocument();
    expect(
      screen.queryByRole('radio', { name: /^Resolved/ }),
    ).not.toBeInTheDocument();
  });

  it('says what will show here', async () => {
    renderPage(<FindingRegister />, { api: withFindings() });
    expect(
      await screen.findByText('Nothing was found yet'),
    ).toBeInTheDocument();
  });
});
