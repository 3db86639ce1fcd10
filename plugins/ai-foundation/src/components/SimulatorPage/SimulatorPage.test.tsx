import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleStory } from '../../__testUtils__/exampleRequests';
import { exampleSimulation } from '../../__testUtils__/exampleSimulations';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { SimulatorPage } from './SimulatorPage';

async function choose(field: RegExp, option: RegExp | string) {
  await userEvent.click(await screen.findByRole('button', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

function questions(example: ExampleApi) {
  return example.callsOf(api.simulate).map(({ body }) => body);
}

const AGAIN = '/?request=r-2';

describe('SimulatorPage', () => {
  it('asks nothing before it is known whose key, which model and how it is called', async () => {
    const example = new ExampleApi();
    renderPage(<SimulatorPage />, { api: example });

    expect(
      await screen.findByText(/Choose a key, a model and how/),
    ).toBeInTheDocument();
    expect(questions(example)).toEqual([]);
  });

  it('asks a request of the past again, and tells what would come of it', async () => {
    const example = new ExampleApi();
    renderPage(<SimulatorPage />, { api: example, at: AGAIN });

    expect(
      await screen.findByText('It would go to openai'),
    ).toBeInTheDocument();
    expect(questions(example)).toEqual([
      expect.objectContaining({
        dialect: 'openai',
        operation: 'chat.completions',
        inputBytes: 2_000,
      }),
    ]);
    expect(screen.getByText('The key is active.')).toBeInTheDocument();
    const answer = screen.getByRole('region', { name: 'What would happen' });
    expect(answer).toHaveTextContent(
      '$250.00 spent and $0.00 held of $1,000.00 for 2026-11. $750.00 left before it stops requests.',
    );
    expect(answer).toHaveTextContent(
      '2,000 input and 16,384 output tokens at most',
    );
  });

  it('says who can put a refusal right, and tries a model that would do', async () => {
    const example = new ExampleApi().on(api.simulate, ({ body }) =>
      body?.model === 'gpt-4o-mini'
        ? exampleSimulation()
        : exampleSimulation({
            outcome: 'refused',
            status: 403,
            code: 'model_not_approved',
            message: 'The model is not approved: it is suspended.',
            alternatives: ['aimodel:default/gpt-4o-mini'],
          }),
    );
    example.on(api.getRequest, () =>
      exampleStory({ id: 'r-2', requestedModel: 'gpt-4o' }),
    );
    renderPage(<SimulatorPage />, { api: example, at: AGAIN });

    expect(
      await screen.findByText('It would be refused: 403 model_not_approved'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The model is not approved: it is suspended.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The security seat decides about models/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^Try GPT-4o mini/ }),
    );
    expect(
      await screen.findByText('It would go to openai'),
    ).toBeInTheDocument();
  });

  it('takes a key that nobody has yet', async () => {
    const example = new ExampleApi();
    renderPage(<SimulatorPage />, { api: example });

    await userEvent.click(
      await screen.findByRole('radio', { name: 'A key that nobody has yet' }),
    );
    await choose(/Team or application/, 'Shipment Tracking');
    await choose(/Data tier of the key/, 'Internal');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'GPT-4o mini' }),
    );
    await choose(/Model it asks for/, 'GPT-4o mini');
    await choose(/How it is called/, /^chat.completions/);
    expect(
      await screen.findByText('It would go to openai'),
    ).toBeInTheDocument();
    expect(questions(example).at(-1)).toMatchObject({
      key: {
        owner: 'group:default/shipment-tracking',
        tier: 'internal',
        models: ['aimodel:default/gpt-4o-mini'],
      },
      operation: 'chat.completions',
      model: 'gpt-4o-mini',
    });
  });

  it('keeps what is typed when the answer fails, and says why', async () => {
    const example = new ExampleApi().on(api.simulate, async () => {
      throw await refusal(503, 'The policy cannot be read');
    });
    renderPage(<SimulatorPage />, { api: example, at: AGAIN });

    expect(await screen.findByRole('alert')).toBeInTheDocument();
    const output = screen.getByRole('textbox', { name: /Output bound/ });
    await userEvent.type(output, '12x');
    expect(output).toHaveValue('12x');
    expect(screen.getByText('A whole number above 0')).toBeInTheDocument();
  });

  it('looks back at what a change would have refused, and leads to a request', async () => {
    const example = new ExampleApi();
    renderPage(<SimulatorPage />, { api: example });

    await choose(/^Choose one Change|Change/, 'Suspend or retire a model');
    const section = screen.getByRole('region', { name: 'Try a change' });
    const look = within(section).getByRole('button', { name: 'Look back' });
    expect(look).toBeDisabled();
    await choose(/Choose one Model$/, 'GPT-4o');
    await choose(/It becomes/, 'Suspended');
    await userEvent.click(look);

    expect(
      await within(section).findByText(/It would have refused/),
    ).toHaveTextContent('500 of 2,000 requests (25%), which cost $12.00.');
    expect(example.callsOf(api.replayChange)).toEqual([
      {
        body: {
          change: {
            kind: 'model-approval',
            model: 'aimodel:default/gpt-4o',
            approval: 'suspended',
          },
        },
      },
    ]);
    const table = await within(section).findByRole('grid');
    expect(within(table).getAllByRole('row')[1]).toHaveAttribute(
      'data-href',
      '/ai-foundation/requests/r-9',
    );
  });

  it('says why a change cannot be looked at, and keeps it', async () => {
    const example = new ExampleApi().on(api.replayChange, async () => {
      throw await refusal(400, "There is no model 'x' in the catalog");
    });
    renderPage(<SimulatorPage />, { api: example });

    await choose(/Change/, /End the grace/);
    await userEvent.click(screen.getByRole('button', { name: 'Look back' }));
    expect(
      await screen.findByText(/There is no model 'x'/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /End the grace/ }),
    ).toBeInTheDocument();
  });

  it('is closed to those who may not simulate, and offers changes to readers of all requests', async () => {
    const { unmount } = renderPage(<SimulatorPage />, {
      api: new ExampleApi(),
      deny: ['ai-foundation.gateway.simulate'],
    });
    expect(
      await screen.findByText('The simulator is not open to you'),
    ).toBeInTheDocument();
    unmount();

    renderPage(<SimulatorPage />, {
      api: new ExampleApi(),
      deny: ['ai-foundation.request.read.all'],
    });
    expect(
      await screen.findByRole('radio', { name: 'A key that was issued' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Try a change' }),
    ).not.toBeInTheDocument();
  });
});
