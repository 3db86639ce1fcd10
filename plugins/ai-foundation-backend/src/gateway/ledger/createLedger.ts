import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../kernel/Clock';
import { Calendar } from './Calendar';
import { GroupCommitLedger } from './GroupCommitLedger';
import { Heartbeat } from './Heartbeat';
import { InstanceStore } from './InstanceStore';
import { LedgerStore } from './LedgerStore';
import { Standing } from './reserve';
import { Sweeper } from './Sweeper';
import { Admission, Ledger } from './types';

export interface RunningLedger {
  ledger: Ledger;
  /** See {@link LedgerStore.standingsFor}. */
  standingsFor(admission: Admission): Promise<Standing[]>;
  /** New with each start of the process. */
  instanceId: string;
  /** Call before the first request. */
  start(): Promise<void>;
  /** Call after the last request; settlements that wait get a last chance. */
  stop(): Promise<void>;
}

/** Puts the parts of the ledger together. */
export function createLedger(options: {
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  /** IANA name; the hours of the rollups follow it. */
  timeZone: string;
  /** Whether ceilings of demo origin count. */
  countsDemo: boolean;
  /** Told how many items each transaction carries. */
  onBatch?(size: number): void;
}): RunningLedger {
  const { knex, clock, logger, timeZone, countsDemo } = options;
  const instanceId = randomUUID();
  const store = new LedgerStore(knex, new Calendar(timeZone), countsDemo);
  const instances = new InstanceStore(knex);
  const ledger = new GroupCommitLedger({
    instanceId,
    commit: items => {
      options.onBatch?.(items.length);
      return store.commit(items);
    },
    clock,
    logger,
  });
  const heartbeat = new Heartbeat({
    instanceId,
    store: instances,
    clock,
    logger,
  });
  const sweeper = new Sweeper({
    instanceId,
    instances,
    ledger: store,
    clock,
    logger,
  });
  return {
    ledger,
    standingsFor: admission => store.standingsFor(admission),
    instanceId,
    async start() {
      await heartbeat.start();
      sweeper.start();
    },
    async stop() {
      await Promise.all([sweeper.stop(), ledger.stop()]);
      await heartbeat.stop();
    },
  };
}
