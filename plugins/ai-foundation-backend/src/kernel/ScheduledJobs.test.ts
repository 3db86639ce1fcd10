import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { ScheduledJobs } from './ScheduledJobs';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const INTERVAL_MS = 60_000;

describe.each(databases.eachSupportedId())('ScheduledJobs (%s)', databaseId => {
  const logger = mockServices.logger.mock();
  let knex: Knex;
  let nowMs: number;
  let jobs: ScheduledJobs;
  let work: () => Promise<string>;
  let runJob: () => Promise<void>;

  beforeEach(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    nowMs = Date.UTC(2026, 10, 22);
    const scheduler = mockServices.scheduler();
    jobs = new ScheduledJobs({ knex, scheduler, logger, clock: () => nowMs });
    work = async () => '3 sent';
    jobs.register({
      id: 'outbox.deliver',
      intervalMs: INTERVAL_MS,
      run: () => work(),
    });
    await jobs.start();
    runJob = () => scheduler.triggerTask('outbox.deliver');
  });

  const heartbeat = async () => (await jobs.heartbeats())[0];

  it('writes down when a job ran, and what it did', async () => {
    await runJob();
    expect(await jobs.heartbeats()).toEqual([
      {
        job: 'outbox.deliver',
        intervalMs: INTERVAL_MS,
        startedAtMs: nowMs,
        succeededAtMs: nowMs,
        result: '3 sent',
        error: undefined,
        overdue: false,
      },
    ]);
  });

  it('writes down why a job failed, keeps its last success, and goes on', async () => {
    const succeededAtMs = nowMs;
    await runJob();
    work = async () => {
      throw new Error('no connection');
    };
    nowMs += INTERVAL_MS;
    await runJob();

    expect(await heartbeat()).toMatchObject({
      startedAtMs: nowMs,
      succeededAtMs,
      error: 'Error: no connection',
    });
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('outbox.deliver failed'),
    );
    work = async () => 'all well';
    await runJob();
    expect(await heartbeat()).toMatchObject({
      error: undefined,
      result: 'all well',
    });
  });

  it('calls a job overdue after two intervals without a success', async () => {
    await runJob();
    nowMs += 2 * INTERVAL_MS;
    expect((await heartbeat()).overdue).toBe(false);
    nowMs += 1;
    expect((await heartbeat()).overdue).toBe(true);
  });

  it('calls a job overdue that runs and always fails', async () => {
    work = async () => {
      throw new Error('no connection');
    };
    for (let run = 0; run < 4; run++) {
      await runJob();
      nowMs += INTERVAL_MS;
    }
    expect(await heartbeat()).toMatchObject({
      overdue: true,
      succeededAtMs: undefined,
    });
  });

  it('shows a job that has never run, overdue only after its time', async () => {
    expect(await heartbeat()).toMatchObject({
      startedAtMs: undefined,
      overdue: false,
    });
    nowMs += 2 * INTERVAL_MS + 1;
    expect((await heartbeat()).overdue).toBe(true);
  });

  it('shows nothing of a job that this version no longer has', async () => {
    await knex('job_heartbeats').insert({
      job: 'of.an.older.version',
      interval_ms: 1,
      started_at_ms: 1,
    });
    expect((await jobs.heartbeats()).map(({ job }) => job)).toEqual([
      'outbox.deliver',
    ]);
  });
});
