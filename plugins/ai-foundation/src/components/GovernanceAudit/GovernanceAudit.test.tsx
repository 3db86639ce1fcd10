import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleEntries,
  exampleEntry,
  exampleJobs,
  exampleVerification,
} from '../../__testUtils__/exampleAudit';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { AuditRoutes } from './AuditRoutes';
import { saveFile } from '../../files/saveFile';
import { SubjectHistory } from './SubjectHistory';

jest.mock('../../files/saveFile', () => ({ saveFile: jest.fn() }));

const ROOT = '/ai-foundation/governance/audit';

function open(example: ExampleApi, at = '') {
  renderPage(<AuditRoutes />, {
    api: example,
    at: `${ROOT}${at}`,
    mountPath: ROOT,
  });
}

const actsIn = async () =>
  within(await screen.findByRole('grid', { name: 'Governance acts' }));

describe('the audit trail', () => {
  it('tells who did what and why, each act a link to its story', async () => {
    open(new ExampleApi());
    const acts = await actsIn();
    expect(
      await acts.findByText('We spend less this quarter.'),
    ).toBeInTheDocument();
    expect(acts.getByText('Key: end overlap')).toBeInTheDocument();
    expect(acts.getByText('gpt-4o')).toBeInTheDocument();
    expect(acts.getAllByRole('row')[1]).toHaveAttribute(
      'data-href',
      `${ROOT}/12`,
    );
  });

  it('leads through 300 entries a page at a time, and back to the newest', async () => {
    const all = Array.from({ length: 300 }, (_, at) =>
      exampleEntry({ seq: 300 - at, reason: `Reason ${300 - at}.` }),
    );
    const example = new ExampleApi().on(api.listAuditEntries, ({ query }) => {
      const cursor = Number(query?.cursor ?? 301);
      const items = all.filter(({ seq }) => seq < cursor).slice(0, 50);
      const last = items[items.length - 1].seq;
      return { items, nextCursor: last > 1 ? String(last) : undefined };
    });
    open(example);
    expect(await screen.findByText('Reason 300.')).toBeVisible();
    for (const newest of [250, 200, 150, 100, 50]) {
      await userEvent.click(screen.getByRole('button', { name: 'Older' }));
      expect(await screen.findByText(`Reason ${newest}.`)).toBeVisible();
      expect((await actsIn()).getAllByRole('row')).toHaveLength(51);
    }
    expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    expect(await screen.findByText('Reason 300.')).toBeVisible();
  });

  it('asks for what the address says, and starts anew at another question', async () => {
    const example = new ExampleApi();
    open(example, '?text=budget&about=ceiling&origin=user&cursor=40');
    await actsIn();
    expect(example.callsOf(api.listAuditEntries)[0].query).toMatchObject({
      text: 'budget',
      action: 'ceiling.',
      origin: 'user',
      cursor: '40',
    });

    const words = screen.getByRole('searchbox', { name: 'Words' });
    await userEvent.clear(words);
    await userEvent.type(words, 'quarter{Enter}');
    expect(await screen.findByTestId('address')).toHaveTextContent(
      `${ROOT}?text=quarter&about=ceiling&origin=user`,
    );
  });

  it('says in words that the records hold', async () => {
    open(new ExampleApi());
    expect(
      await screen.findByText(/1,204 entries, unbroken, checked/),
    ).toBeInTheDocument();
    expect(screen.getByText(/1 entry, unbroken/)).toBeInTheDocument();
    expect(await screen.findByText('All 2 jobs ran in time')).toBeVisible();
  });

  it('says which entry was tampered with, and which job is late', async () => {
    open(
      new ExampleApi()
        .on(api.verifyAudit, () => ({
          ...exampleVerification,
          complete: false,
          chains: [
            {
              chain: 'audit' as const,
              entries: 7,
              complete: false,
              brokenAt: 8,
            },
          ],
        }))
        .on(api.listJobs, () => ({
          items: [{ ...exampleJobs[0], overdue: true }, exampleJobs[1]],
        })),
    );
    expect(
      await screen.findByText(/Entry 8 does not follow from those before it/),
    ).toBeInTheDocument();
    expect(await screen.findByText('1 job is overdue')).toBeVisible();
  });

  it('says what will show here while nothing is decided', async () => {
    open(new ExampleApi().on(api.listAuditEntries, () => ({ items: [] })));
    expect(await screen.findByText('Nothing is decided yet')).toBeVisible();
  });

  it('keeps the filters where nothing matches', async () => {
    open(
      new ExampleApi().on(api.listAuditEntries, () => ({ items: [] })),
      '?text=nothing',
    );
    expect(await screen.findByText('Nothing matches')).toBeVisible();
    expect(screen.getByRole('searchbox', { name: 'Words' })).toHaveValue(
      'nothing',
    );
  });

  it('says to whom it is closed', async () => {
    open(
      new ExampleApi().on(api.listAuditEntries, async () => {
        throw await refusal(403, 'no');
      }),
    );
    expect(await screen.findByText(/You may not see this/)).toBeVisible();
  });

  it('exports the whole trail, part by part, as one file that can be verified', async () => {
    const entry = (seq: number) => ({
      seq,
      content: {
        action: 'a',
        actor_ref: 'b',
        at_ms: 1,
        details: '{}',
        origin: 'user',
        subject: 's',
      },
      previousHash: exampleEntries[0].previousHash,
      hash: exampleEntries[0].hash,
    });
    const head = { seq: 2, hash: exampleEntries[0].hash };
    open(
      new ExampleApi().on(api.exportAudit, ({ query }) => ({
        chain: 'audit' as const,
        at: '2026-11-22T00:00:00Z',
        head,
        entries: [entry(Number(query?.after) + 1)],
        nextAfter: query?.after === 0 ? 1 : undefined,
      })),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export to verify' }),
    );
    const [name, , text] = jest.mocked(saveFile).mock.calls[0];
    expect(name).toMatch(/ai-foundation-audit\.json$/);
    expect(JSON.parse(text)).toMatchObject({
      head,
      entries: [{ seq: 1 }, { seq: 2 }],
    });
  });
});

describe('one entry', () => {
  it('shows before and after side by side, in words', async () => {
    open(new ExampleApi(), '/12');
    const changes = await screen.findByRole('grid', { name: 'What changed' });
    const row = within(changes).getByRole('row', { name: /amount/ });
    expect(row).toHaveTextContent('$1,000');
    expect(row).toHaveTextContent('$500');
    expect(screen.getByText('We spend less this quarter.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Everything about this' }),
    ).toHaveAttribute('href', `${ROOT}?subject=organisation`);
  });

  it('says that an act asks for no reason, and shows no empty table', async () => {
    open(new ExampleApi(), '/10');
    expect(
      await screen.findByText('This act asks for no reason.'),
    ).toBeVisible();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

describe('SubjectHistory', () => {
  it('shows the acts about one thing', async () => {
    const example = new ExampleApi().on(api.listAuditEntries, () => ({
      items: [exampleEntry({ reason: 'It is good.' })],
    }));
    renderPage(<SubjectHistory subject="aup:1.0" />, { api: example });
    expect(await screen.findByText('It is good.')).toBeVisible();
    expect(example.callsOf(api.listAuditEntries)[0].query).toMatchObject({
      subject: 'aup:1.0',
    });
  });
});
