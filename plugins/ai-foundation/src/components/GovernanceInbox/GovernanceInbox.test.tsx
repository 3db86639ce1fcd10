import {
  api,
  InboxItem,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { screen, within } from '@testing-library/react';
import { ExampleApi } from '../../__testUtils__/ExampleApi';
import { inDays } from '../../__testUtils__/exampleTeams';
import { refusal } from '../../__testUtils__/refusal';
import { renderPage } from '../../__testUtils__/renderPage';
import { InboxPage } from './InboxPage';

function item(differences: Partial<InboxItem>): InboxItem {
  return {
    id: String(Math.random()),
    kind: 'decide-model',
    subject: 'Swift',
    since: inDays(-3),
    path: '/governance/models',
    ...differences,
  };
}

function open(...items: InboxItem[]) {
  renderPage(<InboxPage />, {
    api: new ExampleApi().on(api.getInbox, () => ({ items })),
  });
}

describe('the governance inbox', () => {
  it('parts what to decide from what to do, and says what each blocks', async () => {
    open(
      item({ requestedBy: 'user:default/amina.okafor' }),
      item({
        kind: 'accept-seat',
        subject: 'legal',
        path: '/governance/seats',
      }),
    );
    const decide = within(
      await screen.findByRole('region', { name: 'To decide' }),
    );
    expect(decide.getByText('Decide about the model Swift')).toBeVisible();
    expect(
      decide.getByText('No request reaches the model until somebody decides.'),
    ).toBeVisible();
    expect(decide.getByText('amina.okafor')).toBeVisible();
    const own = within(screen.getByRole('region', { name: 'To do' }));
    expect(
      own.getByRole('link', {
        name: 'Open: Accept or decline the seat legal',
      }),
    ).toHaveAttribute('href', '/ai-foundation/governance/seats');
  });

  it('lists sixty items, each with a way of its own', async () => {
    open(
      ...Array.from({ length: 60 }, (_, at) =>
        item({ subject: `Swift ${at}`, since: inDays(-at) }),
      ),
    );
    const decide = within(
      await screen.findByRole('region', { name: 'To decide' }),
    );
    const names = decide
      .getAllByRole('link')
      .map(link => link.getAttribute('aria-label'));
    expect(new Set(names).size).toBe(60);
    expect(names[0]).toBe('Open: Decide about the model Swift 59');
  });

  it('puts what is late first, then what is due soonest, then the oldest', async () => {
    open(
      item({ subject: 'old', since: inDays(-9) }),
      item({ subject: 'soon', due: inDays(1) }),
      item({ subject: 'late', due: inDays(-1) }),
      item({ subject: 'older', since: inDays(-10) }),
      item({ subject: 'later', due: inDays(5) }),
    );
    const items = within(
      await screen.findByRole('region', { name: 'To decide' }),
    ).getAllByRole('listitem');
    expect(
      items.map(one => /model (\w+?)No /.exec(one.textContent ?? '')?.[1]),
    ).toEqual(['late', 'soon', 'later', 'older', 'old']);
    expect(items[0]).toHaveTextContent('Late.');
    expect(items[1]).not.toHaveTextContent('Late.');
  });

  it('names an entity instead of its ref', async () => {
    open(
      item({
        kind: 'decide-key-request',
        subject: 'group:default/shipment-tracking',
        subjectRef: 'group:default/shipment-tracking',
      }),
    );
    expect(
      await screen.findByText('Decide about a key for shipment-tracking'),
    ).toBeVisible();
  });

  it('says that nothing waits', async () => {
    open();
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
  });

  it('says why it cannot be loaded', async () => {
    renderPage(<InboxPage />, {
      api: new ExampleApi().on(api.getInbox, async () => {
        throw await refusal(503, 'the database is being moved');
      }),
    });
    expect(
      await screen.findByText(/the database is being moved/),
    ).toBeVisible();
  });
});
