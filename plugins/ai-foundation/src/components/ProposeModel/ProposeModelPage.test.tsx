import {
  aiModelViolations,
  api,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { ProposeModelPage } from './ProposeModelPage';

/** What the preview shows, read as the catalog would. */
function shownFile() {
  return parse(document.querySelector('pre')?.textContent ?? '');
}

async function open(example = new ExampleApi()) {
  renderPage(<ProposeModelPage />, { api: example });
  await screen.findByRole('button', { name: 'Look up prices' });
  return example;
}

function download() {
  return screen.getByText('Download').closest('button');
}

/** All at once: typing letter by letter would draw the form for each. */
function type(label: RegExp, text: string) {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
}

async function choose(label: RegExp, option: RegExp) {
  await userEvent.click(screen.getByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

async function fillAll() {
  await choose(/Provider/, /^openai/);
  type(/^Id at the provider/, 'gpt-5');
  type(/^Name in the catalog/, 'gpt-5');
  await choose(/Data tier/, /Internal/);
  type(/^Owner/, 'ai-operations');
  type(/^Input(?!,)/, '1.25');
  type(/^Output(?! at|,)/, '10');
  type(/^In force from/, '2026-12-01');
  type(/^Source of the price/, 'https://provider.example/pricing');
  type(/^Context window/, '400000');
  type(/^Output at most/, '128000');
  type(/^What it must not/, 'No decision about a person.');
  type(/^What the provider does/, 'No training on our data.');
}

describe('ProposeModelPage', () => {
  it('writes a file that the catalog would take', async () => {
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation();
    await open();
    await fillAll();

    expect(await screen.findByText(/^Nothing is missing/)).toBeInTheDocument();
    expect(shownFile()).toEqual({
      apiVersion: 'ai-foundation.dev/v1alpha1',
      kind: 'AiModel',
      metadata: { name: 'gpt-5' },
      spec: {
        type: 'chat',
        lifecycle: 'experimental',
        owner: 'ai-operations',
        provider: 'openai',
        providerModel: 'gpt-5',
        tier: 'internal',
        contextWindow: 400_000,
        maxOutputTokens: 128_000,
        prices: [
          {
            effectiveFrom: '2026-12-01',
            currency: 'USD',
            unit: 'per-million-tokens',
            input: '1.25',
            output: '10',
            source: 'https://provider.example/pricing',
          },
        ],
        restrictions: ['No decision about a person.'],
        dataUse: 'No training on our data.',
      },
    });
    expect(aiModelViolations(shownFile().spec)).toEqual([]);

    await userEvent.click(download()!);
    const [link] = click.mock.contexts as HTMLAnchorElement[];
    expect(link.download).toBe('gpt-5.yaml');
    expect(decodeURIComponent(link.href)).toContain('providerModel: gpt-5');
    click.mockRestore();
  }, 60_000);

  it('says what is wrong at the field, once it was left', async () => {
    await open();
    expect(screen.queryByText(/must be a decimal/)).not.toBeInTheDocument();

    type(/^Input(?!,)/, '$2');
    expect(
      await screen.findByText(/^Input must be a decimal number/),
    ).toBeInTheDocument();
    type(/^Name in the catalog/, 'gpt-4o');
    expect(
      await screen.findByText(/is taken by a model of the catalog/),
    ).toBeInTheDocument();
    expect(download()).toBeDisabled();
  });

  it('shows all that is missing on demand', async () => {
    await open();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what is missing' }),
    );
    expect(await screen.findByText('Owner is required')).toBeInTheDocument();
    expect(screen.getByText('In force from is required')).toBeInTheDocument();
  });

  it('wants a reason for a price of zero, and for no restriction', async () => {
    await open();
    await fillAll();
    type(/^Input(?!,)/, '0');
    expect(download()).toBeDisabled();
    type(/^Why a price is zero/, 'n/a');
    expect(
      await screen.findByText(/^Why a price is zero says nothing/),
    ).toBeInTheDocument();
    type(/^Why a price is zero/, 'It runs on our machines.');
    expect(download()).toBeEnabled();

    await userEvent.click(
      screen.getByRole('radio', { name: 'There are none, for a reason' }),
    );
    expect(shownFile().spec.restrictions).toBeUndefined();
    expect(download()).toBeDisabled();
    type(/^Why there is no restriction/, 'It sees public data only.');
    expect(download()).toBeEnabled();
  }, 60_000);

  it('takes over a suggested figure only where a person does', async () => {
    const example = await open();
    await choose(/Provider/, /^openai/);
    type(/^Id at the provider/, 'gpt-5');
    await userEvent.click(
      screen.getByRole('button', { name: 'Look up prices' }),
    );

    expect(
      await screen.findByText(/From genai-prices 0.1.8 of 2026-09-23/),
    ).toBeInTheDocument();
    expect(example.callsOf(api.suggestModelPrice)[0].query).toEqual({
      provider: 'openai',
      model: 'gpt-5',
    });
    expect(shownFile().spec.prices[0].input).toBeUndefined();

    await userEvent.click(
      screen.getByRole('button', { name: 'Take over Input: 1.25' }),
    );
    expect(shownFile().spec.prices[0].input).toBe('1.25');
    expect(shownFile().spec.prices[0].output).toBeUndefined();
  });

  it('says why nothing is suggested', async () => {
    await open(
      new ExampleApi().on(api.suggestModelPrice, () => ({
        source: {
          name: 'genai-prices',
          version: '0.1.8',
          publishedOn: '2026-09-23',
        },
        nothingBecause: "genai-prices does not list 'x' by this very id.",
      })),
    );
    await choose(/Provider/, /^openai/);
    type(/^Id at the provider/, 'x');
    await userEvent.click(
      screen.getByRole('button', { name: 'Look up prices' }),
    );
    expect(await screen.findByText(/does not list 'x'/)).toBeInTheDocument();
  });

  it('tries again where it cannot know the providers', async () => {
    const example = new ExampleApi().on(api.listProviders, async () => {
      throw await refusal(500, 'no snapshot yet');
    });
    renderPage(<ProposeModelPage />, { api: example });
    await screen.findByText(/no snapshot yet/);
    example.on(api.listProviders, () => ({ items: [] }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Look up prices' }),
      ).toBeInTheDocument(),
    );
  });
});
