import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { Outbox, OutboxMessage } from './Outbox';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const HOUR_MS = 60 * 60_000;

function message(recipient: string, scope = 'policy:2.0'): OutboxMessage {
  return {
    recipientRef: `user:default/${recipient}`,
    topic: 'policy',
    scope,
    title: 'Policy 2.0 is in force',
    description: 'Read it, and acknowledge it by Friday.',
    link: '/ai-foundation/policy',
    severity: 'normal',
  };
}

function people(count: number, scope?: string): OutboxMessage[] {
  return Array.from({ length: count }, (_, index) =>
    message(`person-${index}`, scope),
  );
}

/** A notifications plugin that keeps what it is sent, and may refuse it. */
class Notifications {
  readonly sent: NotificationSendOptions[] = [];
  refuses: (recipients: string[]) => boolean = () => false;

  async send(options: NotificationSendOptions): Promise<void> {
    // A round trip, in which another replica may act.
    await new Promise(resolve => setTimeout(resolve, 1));
    if (this.refuses(recipientsOf(options))) {
      throw new Error('The notifications plugin is away');
    }
    this.sent.push(options);
  }

  get recipients(): string[] {
    return this.sent.flatMap(recipientsOf);
  }
}

function recipientsOf({ recipients }: NotificationSendOptions): string[] {
  return recipients.type === 'entity' ? [recipients.entityRef].flat() : [];
}

describe.each(databases.eachSupportedId())('Outbox (%s)', databaseId => {
  let knex: Knex;
  let nowMs: number;
  let notifications: Notifications;
  let outbox: Outbox;

  const replica = () =>
    new Outbox({
      knex,
      notifications,
      logger: mockServices.logger.mock(),
      clock: () => nowMs,
    });
  const add = (messages: OutboxMessage[]) =>
    knex.transaction(transaction => outbox.add(transaction, messages));

  beforeEach(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    nowMs = Date.UTC(2026, 10, 22);
    notifications = new Notifications();
    outbox = replica();
  });

  it('sends what was committed, once', async () => {
    await add([message('ada')]);

    expect(await outbox.deliver()).toBe(1);
    expect(await outbox.deliver()).toBe(0);
    expect(notifications.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['user:default/ada'] },
        payload: {
          title: 'Policy 2.0 is in force',
          description: 'Read it, and acknowledge it by Friday.',
          link: '/ai-foundation/policy',
          severity: 'normal',
          topic: 'policy',
          scope: 'policy:2.0',
        },
      },
    ]);
  });

  it('sends nothing of a change that was rolled back', async () => {
    await expect(
      knex.transaction(async transaction => {
        await outbox.add(transaction, [message('ada')]);
        throw new Error('The change failed');
      }),
    ).rejects.toThrow('The change failed');

    expect(await outbox.deliver()).toBe(0);
    expect(notifications.sent).toEqual([]);
  });

  it('tells many people the same thing in few calls, each person once', async () => {
    await add(people(120));
    await outbox.deliver();

    expect(notifications.sent).toHaveLength(3);
    expect(new Set(notifications.recipients).size).toBe(120);
    expect(notifications.recipients).toHaveLength(120);
  });

  it('keeps different words apart, the oldest first', async () => {
    await add([
      message('ada', 'policy:1.0'),
      message('bo', 'policy:2.0'),
      message('cy', 'policy:1.0'),
    ]);
    await outbox.deliver();

    expect(notifications.sent.map(recipientsOf)).toEqual([
      ['user:default/ada', 'user:default/cy'],
      ['user:default/bo'],
    ]);
  });

  it('tries again, each time later, and gives up after days', async () => {
    notifications.refuses = () => true;
    await add([message('ada')]);

    const waits: number[] = [];
    let lastAttemptMs = nowMs;
    let tries = 0;
    for (;;) {
      await outbox.deliver();
      tries += 1;
      const row = await knex('outbox_messages').first();
      if (row.given_up_at_ms !== null) {
        break;
      }
      waits.push(Number(row.due_at_ms) - lastAttemptMs);
      lastAttemptMs = Number(row.due_at_ms);
      nowMs = lastAttemptMs;
    }

    expect(waits.slice(0, 3)).toEqual([30_000, 60_000, 120_000]);
    expect(Math.max(...waits)).toBe(HOUR_MS);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(
      64 * HOUR_MS,
    );
    expect(tries).toBe(waits.length + 1);
    notifications.refuses = () => false;
    nowMs += 100 * HOUR_MS;
    expect(await outbox.deliver()).toBe(0);
    expect((await outbox.deliveries('policy:2.0'))[0]).toEqual({
      recipientRef: 'user:default/ada',
      firstSentAtMs: undefined,
      lastSentAtMs: undefined,
      sent: 0,
      lastError: expect.stringContaining('is away'),
    });
  });

  it('waits before it tries again', async () => {
    notifications.refuses = () => true;
    await add([message('ada')]);
    await outbox.deliver();
    notifications.refuses = () => false;

    nowMs += 29_999;
    expect(await outbox.deliver()).toBe(0);
    nowMs += 1;
    expect(await outbox.deliver()).toBe(1);
  });

  it('tells everyone but the one who cannot be told', async () => {
    notifications.refuses = recipients =>
      recipients.includes('user:default/person-7');
    await add(people(50));
    for (let attempt = 0; attempt < 8; attempt++) {
      await outbox.deliver();
      nowMs += HOUR_MS;
    }

    expect(new Set(notifications.recipients).size).toBe(49);
    expect(notifications.recipients).toHaveLength(49);
  });

  it('tells each person once, where two replicas deliver at the same time', async () => {
    await add(people(200));
    const sent = await Promise.all([replica().deliver(), replica().deliver()]);

    expect(sent[0] + sent[1]).toBe(200);
    expect(notifications.recipients).toHaveLength(200);
    expect(new Set(notifications.recipients).size).toBe(200);
  });

  it('takes over what a replica claimed and never sent', async () => {
    await add([message('ada')]);
    await new Promise<void>(resolve => {
      // A process that dies in the middle of its call.
      jest.spyOn(notifications, 'send').mockImplementationOnce(() => {
        resolve();
        return new Promise<void>(() => undefined);
      });
      outbox.deliver();
    });

    expect(await replica().deliver()).toBe(0);
    nowMs += 2 * 60_000;
    expect(await replica().deliver()).toBe(1);
  });

  it('stops between two batches when it is told to', async () => {
    await add(people(120));
    const controller = new AbortController();
    notifications.refuses = () => {
      controller.abort();
      return false;
    };
    expect(await outbox.deliver(controller.signal)).toBe(50);
  });

  it('says per person how often and when they were told', async () => {
    await add([message('ada'), message('bo')]);
    await outbox.deliver();
    const firstMs = nowMs;
    nowMs += HOUR_MS;
    await add([message('ada')]);
    await outbox.deliver();
    await add([message('cy', 'another')]);

    expect(
      (await outbox.deliveries('policy:2.0')).sort((a, b) =>
        a.recipientRef < b.recipientRef ? -1 : 1,
      ),
    ).toEqual([
      {
        recipientRef: 'user:default/ada',
        firstSentAtMs: firstMs,
        lastSentAtMs: nowMs,
        sent: 2,
        lastError: undefined,
      },
      {
        recipientRef: 'user:default/bo',
        firstSentAtMs: firstMs,
        lastSentAtMs: firstMs,
        sent: 1,
        lastError: undefined,
      },
    ]);
  });

  it('forgets what was sent two years ago, and nothing that waits', async () => {
    await add([message('ada')]);
    await outbox.deliver();
    await add([message('bo')]);

    nowMs += 2 * 365 * 24 * HOUR_MS;
    expect(await outbox.forget()).toBe(0);
    nowMs += 1;
    expect(await outbox.forget()).toBe(1);
    expect(await outbox.deliver()).toBe(1);
  });
});
