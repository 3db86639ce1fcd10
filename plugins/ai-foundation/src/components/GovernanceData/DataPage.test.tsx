import {
  api,
  DataSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import {
  exampleCoverage,
  exampleRule,
  exampleSet,
  exampleSources,
} from '../../__testUtils__/exampleData';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { DataPage } from './DataPage';

async function press(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

async function confirmDialog(submit: string) {
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText(/Reason/), 'I looked at it');
  await userEvent.click(dialog.getByRole('button', { name: submit }));
}

/** The rows of the table once they have loaded. */
async function rowsOfSources() {
  await screen.findAllByText(/Not classified/);
  return within(
    screen.getByRole('grid', { name: 'Data sources' }),
  ).getAllByRole('row');
}

describe('DataPage', () => {
  it('shows the coverage with its denominator, the unclassified first', async () => {
    renderPage(<DataPage />, { api: new ExampleApi() });

    expect(await screen.findByText('1 of 3')).toBeInTheDocument();
    expect(screen.getByText('2 of 3')).toBeInTheDocument();
    const rows = await rowsOfSources();
    expect(rows[1]).toHaveTextContent('Not classified');
    expect(rows[1]).toHaveTextContent('counts as restricted');
    expect(rows[1]).toHaveTextContent('lane-forecast');
    expect(rows[2]).toHaveTextContent('Not confirmed');
    expect(rows[2]).toHaveTextContent('usage inventory');
    expect(rows[3]).toHaveTextContent(/amina.okafor.*Scans carry no names/);
    expect(rows[3]).toHaveTextContent('2 active keys');
  });

  it('shows the very lines that classify a data source', async () => {
    renderPage(<DataPage />, { api: new ExampleApi() });
    await press('Classify Telematics archive');

    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(/ai-foundation.dev\/data-tier: restricted/),
    ).toBeInTheDocument();
  });

  it('confirms a classification with a reason', async () => {
    const example = new ExampleApi().on(
      api.confirmClassification,
      () => exampleSources[2],
    );
    renderPage(<DataPage />, { api: example });
    await press('Confirm the tier of Tender documents');
    await confirmDialog('Confirm');

    expect(
      await screen.findByText('Tender documents is confirmed as internal'),
    ).toBeInTheDocument();
    expect(example.callsOf(api.confirmClassification)).toEqual([
      {
        params: { namespace: 'default', name: 'tender-documents' },
        body: { tier: 'internal', reason: 'I looked at it' },
      },
    ]);
  });

  it('shows only what needs something, where asked to', async () => {
    renderPage(<DataPage />, { api: new ExampleApi() });
    expect(await rowsOfSources()).toHaveLength(4);
    await userEvent.click(
      screen.getByRole('switch', { name: /Only those that need/ }),
    );
    expect(await rowsOfSources()).toHaveLength(3);
  });

  it('shows long lists part by part', async () => {
    const items: DataSource[] = Array.from({ length: 60 }, (_, index) => ({
      ...exampleSources[0],
      ref: `resource:default/source-${index}`,
      title: `Source ${index}`,
    }));
    const example = new ExampleApi().on(api.listDataSources, () => ({
      coverage: { ...exampleCoverage, total: 60 },
      items,
    }));
    renderPage(<DataPage />, { api: example });
    expect(await rowsOfSources()).toHaveLength(51);
    await press('Show 10 more');
    expect(await rowsOfSources()).toHaveLength(61);
  });

  it('approves the set that it shows, by its hash', async () => {
    const example = new ExampleApi().on(
      api.approveInitialSet,
      () => exampleSet,
    );
    renderPage(<DataPage />, { api: example });
    await press('Approve');
    await confirmDialog('Approve');

    await screen.findByText('The set is approved and frozen');
    expect(example.callsOf(api.approveInitialSet)[0]).toMatchObject({
      params: { id: 'set-1' },
      body: { sha256: exampleSet.sha256 },
    });
  });

  it('names what a set misses, and approves no such set', async () => {
    const example = new ExampleApi().on(api.getInitialSet, () => ({
      evaluation: { state: 'not-evaluable' as const, checks: [] },
      proposed: {
        ...exampleSet,
        missing: ['resource:default/support-tickets'],
      },
      mayApprove: true,
    }));
    renderPage(<DataPage />, { api: example });
    expect(await screen.findByText('support-tickets')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
  });

  it('reviews a rule that somebody else proposed', async () => {
    const example = new ExampleApi().on(
      api.decideClassificationRule,
      () => exampleRule,
    );
    renderPage(<DataPage />, { api: example });
    expect(
      await screen.findByText(/of the type topic, owned by/),
    ).toBeInTheDocument();
    await press('Review');
    await confirmDialog('Review');

    await screen.findByText('The rule is recorded');
    expect(example.callsOf(api.decideClassificationRule)[0].body).toEqual({
      decision: 'reviewed',
      reason: 'I looked at it',
    });
  });

  it('claims nothing where there is nothing', async () => {
    const example = new ExampleApi().on(api.listDataSources, () => ({
      coverage: {
        state: 'not-evaluable' as const,
        total: 0,
        referenced: 0,
        classified: 0,
        confirmed: 0,
      },
      items: [],
    }));
    renderPage(<DataPage />, { api: example });
    expect(
      await screen.findByText('No data source is known'),
    ).toBeInTheDocument();
    expect(screen.queryByText('0 of 0')).not.toBeInTheDocument();
  });

  it('lets who may not manage only read', async () => {
    renderPage(<DataPage />, {
      api: new ExampleApi(),
      deny: ['ai-foundation.classification.manage'],
    });
    await rowsOfSources();
    await screen.findByText(/of the type topic/);
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /Propose|Review|Withdraw/ }),
      ).not.toBeInTheDocument(),
    );
  });

  it('says what could not be loaded', async () => {
    const example = new ExampleApi().on(api.listDataSources, async () => {
      throw await refusal(500, 'the catalog is away');
    });
    renderPage(<DataPage />, { api: example });
    expect(await screen.findByText(/the catalog is away/)).toBeInTheDocument();
  });
});
