import {
  api,
  Model,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { exampleModels } from '../../__testUtils__/exampleModels';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { ModelDecisions } from './ModelDecisions';

const WAITING = 'Models that wait for a decision';
const DECIDED = 'Models decided on';

function withModels(...models: Model[]) {
  return new ExampleApi().on(api.listModels, () => ({ items: models }));
}

async function regionOf(name: string) {
  const region = await screen.findByRole('region', { name });
  await within(region).findAllByRole('button');
  return within(region);
}

async function fill(model: string, verdict: RegExp, reason: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `Decide about ${model}` }),
  );
  await userEvent.click(await screen.findByRole('radio', { name: verdict }));
  await userEvent.type(screen.getByLabelText(/Reason/), reason);
}

async function record() {
  await userEvent.click(
    screen.getByRole('button', { name: 'Record decision' }),
  );
}

describe('ModelDecisions', () => {
  it('shows which models would answer instead', async () => {
    const model = { ...exampleModels[1], fallbacks: ['aimodel:default/spare'] };
    renderPage(<ModelDecisions />, { api: withModels(model) });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Decide about/ }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText('Answers where its provider does not'),
    ).toBeInTheDocument();
    expect(dialog.getByText('spare')).toBeInTheDocument();
  });

  it('lists what waits apart from what is decided', async () => {
    const changed: Model = {
      ...exampleModels[1],
      approval: 'changed-since-approval',
    };
    renderPage(<ModelDecisions />, {
      api: withModels(exampleModels[0], changed, exampleModels[2]),
    });

    const waiting = await regionOf(WAITING);
    expect(waiting.getByText('gpt-4.1')).toBeInTheDocument();
    expect(waiting.getByText('gpt-4o-mini')).toBeInTheDocument();
    expect(waiting.queryByText('gpt-4o')).not.toBeInTheDocument();
    const decided = await regionOf(DECIDED);
    expect(decided.getByText('gpt-4o')).toBeInTheDocument();
    expect(
      decided.getByText(/Data terms reviewed; no training on API data/),
    ).toHaveTextContent('viktor.halvorsen');
  });

  it('shows the facts and records a decision on them', async () => {
    const example = new ExampleApi().on(api.decideModel, () => ({
      ...exampleModels[2],
      approval: 'approved' as const,
    }));
    renderPage(<ModelDecisions />, { api: example });
    await fill('GPT-4.1', /^Approve/, ' Terms are fine ');

    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/it is not in use yet/)).toBeInTheDocument();
    expect(dialog.getByText(/does not train on API data/)).toBeInTheDocument();
    expect(dialog.getByText('8.00')).toBeInTheDocument();
    await record();

    expect(await screen.findByText('GPT-4.1 is approved')).toBeInTheDocument();
    expect(example.callsOf(api.decideModel)).toEqual([
      {
        params: { namespace: 'default', name: 'gpt-4.1' },
        body: {
          decision: 'approved',
          governedSha256: exampleModels[2].governedSha256,
          reason: 'Terms are fine',
        },
      },
    ]);
    expect(example.callsOf(api.listModels)).toHaveLength(2);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('records nothing without a decision and a reason', async () => {
    renderPage(<ModelDecisions />, { api: new ExampleApi() });
    await fill('GPT-4.1', /^Retire/, '  x ');

    expect(
      screen.getByRole('button', { name: 'Record decision' }),
    ).toBeDisabled();
  });

  it('shows the facts anew where the model changed meanwhile, and sends those', async () => {
    const proposed = exampleModels[2];
    const edited = {
      ...proposed,
      governedSha256: '9c'.repeat(32),
      dataUse: 'The provider trains on the data.',
    };
    const example = withModels(proposed).on(api.decideModel, async () => {
      throw await refusal(409, 'it has changed since you looked at it');
    });
    renderPage(<ModelDecisions />, { api: example });
    await fill('GPT-4.1', /^Approve/, 'Terms are fine');
    await record();
    await screen.findByText('The model has changed meanwhile');
    expect(
      screen.getByRole('button', { name: 'Record decision' }),
    ).toBeDisabled();

    example
      .on(api.listModels, () => ({ items: [edited] }))
      .on(api.decideModel, () => ({
        ...edited,
        approval: 'approved' as const,
      }));
    await userEvent.click(
      screen.getByRole('button', { name: 'Reload the facts' }),
    );
    expect(
      await screen.findByText('The provider trains on the data.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Reason/)).toHaveValue('Terms are fine');
    await record();
    await screen.findByText('GPT-4.1 is approved');
    expect(
      example.callsOf(api.decideModel).map(({ body }) => body?.governedSha256),
    ).toEqual([proposed.governedSha256, edited.governedSha256]);
  });

  it('says what keeps a model from being approved, and lets it be retired', async () => {
    renderPage(<ModelDecisions />, {
      api: withModels({
        ...exampleModels[2],
        notApprovableBecause: [
          '/spec/prices/0/zeroReason is required where a price is zero',
        ],
      }),
    });
    await fill('GPT-4.1', /^Approve/, 'Terms are fine');
    expect(screen.getByText(/zeroReason is required/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Record decision' }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('radio', { name: /^Retire/ }));
    expect(
      screen.getByRole('button', { name: 'Record decision' }),
    ).toBeEnabled();
  });

  it('shows what was edited since the approval', async () => {
    const example = withModels({
      ...exampleModels[1],
      approval: 'changed-since-approval',
    }).on(api.listModelDecisions, () => ({
      items: [],
      changes: [{ field: 'tier', before: 'public', after: 'restricted' }],
    }));
    renderPage(<ModelDecisions />, { api: example });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Decide about GPT-4o mini' }),
    );
    expect(
      await screen.findByText('tier: public became restricted'),
    ).toBeInTheDocument();
  });

  it('keeps what was typed where the decision is refused', async () => {
    const example = new ExampleApi().on(api.decideModel, async () => {
      throw await refusal(400, 'its data tier is not in the catalog');
    });
    renderPage(<ModelDecisions />, { api: example });
    await fill('GPT-4o', /^Suspend/, 'An incident');
    await record();

    expect(
      await screen.findByText('its data tier is not in the catalog'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText(/Reason/)).toHaveValue('An incident');
    expect(screen.getByRole('radio', { name: /^Suspend/ })).toBeChecked();
  });

  it('says that nothing waits', async () => {
    renderPage(<ModelDecisions />, { api: withModels(exampleModels[0]) });

    expect(
      await screen.findByText('No model waits for a decision'),
    ).toBeInTheDocument();
  });
});
