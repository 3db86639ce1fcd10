import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from './Clock';

/** Work that runs by itself, on one replica at a time. */
export interface ScheduledJob {
  /** For example `ceilings.evaluate`. */
  id: string;
  intervalMs: number;
  /** How long after the start of the process it waits, where it needs others to have begun. */
  initialDelayMs?: number;
  /** @returns what it did, in words. */
  run(signal: AbortSignal): Promise<string>;
}

/** How a job stands. */
export interface JobHeartbeat {
  job: string;
  intervalMs: number;
  /** The newest start, on whatever replica. */
  startedAtMs: number | undefined;
  /** The newest success. */
  succeededAtMs: number | undefined;
  /** What the newest success did, in words. */
  result: string | undefined;
  /** Of the newest run, where it failed. */
  error: string | undefined;
  /**
   * Whether no success is younger than two intervals. A job that has never
   * succeeded has two intervals from the start of this process.
   */
  overdue: boolean;
}

interface HeartbeatRow {
  job: string;
  /** PostgreSQL answers 64-bit integers as strings. */
  started_at_ms: number | string;
  succeeded_at_ms: number | string | null;
  result: string | null;
  error: string | null;
}

const TIMEOUT_MS = 10 * 60_000;

/**
 * Runs jobs by Backstage's scheduler, and writes down when each ran, so that one
 * that has stopped shows.
 */
export class ScheduledJobs {
  readonly #knex: Knex;
  readonly #scheduler: SchedulerService;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #jobs: ScheduledJob[] = [];
  readonly #startedAtMs: number;

  constructor(options: {
    knex: Knex;
    scheduler: SchedulerService;
    logger: LoggerService;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#startedAtMs = options.clock();
  }

  /** Call before `start`. */
  register(job: ScheduledJob): void {
    this.#jobs.push(job);
  }

  async start(): Promise<void> {
    for (const job of this.#jobs) {
      await this.#scheduler.scheduleTask({
        id: job.id,
        frequency: { milliseconds: job.intervalMs },
        ...(job.initialDelayMs !== undefined && {
          initialDelay: { milliseconds: job.initialDelayMs },
        }),
        timeout: { milliseconds: TIMEOUT_MS },
        fn: signal => this.#run(job, signal),
      });
    }
  }

  /** Of every job of this version, whether it ever ran or not. */
  async heartbeats(): Promise<JobHeartbeat[]> {
    const rows: HeartbeatRow[] = await this.#knex('job_heartbeats');
    const byJob = new Map(rows.map(row => [row.job, row]));
    return this.#jobs
      .map(job => this.#heartbeatOf(job, byJob.get(job.id)))
      .sort((a, b) => (a.job < b.job ? -1 : 1));
  }

  #heartbeatOf(
    { id, intervalMs }: ScheduledJob,
    row: HeartbeatRow | undefined,
  ): JobHeartbeat {
    const succeededAtMs = optionalNumber(row?.succeeded_at_ms);
    const quietMs = this.#clock() - (succeededAtMs ?? this.#startedAtMs);
    return {
      job: id,
      intervalMs,
      startedAtMs: optionalNumber(row?.started_at_ms),
      succeededAtMs,
      result: row?.result ?? undefined,
      error: row?.error ?? undefined,
      overdue: quietMs > 2 * intervalMs,
    };
  }

  async #run(job: ScheduledJob, signal: AbortSignal): Promise<void> {
    await this.#write(job, { started_at_ms: this.#clock() });
    try {
      const result = await job.run(signal);
      await this.#write(job, {
        succeeded_at_ms: this.#clock(),
        result,
        error: null,
      });
    } catch (error) {
      this.#logger.error(`The job ${job.id} failed: ${error}`);
      await this.#write(job, { error: String(error) });
    }
  }

  async #write(
    job: ScheduledJob,
    columns: Record<string, unknown>,
  ): Promise<void> {
    await this.#knex('job_heartbeats')
      .insert({
        job: job.id,
        interval_ms: job.intervalMs,
        started_at_ms: this.#clock(),
        ...columns,
      })
      .onConflict('job')
      .merge(['interval_ms', ...Object.keys(columns)]);
  }
}

function optionalNumber(
  value: number | string | null | undefined,
): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
