import { ConcurrencyGate } from '../limits/ConcurrencyGate';
import { PolicyWatcher } from '../policy/PolicyWatcher';
import { ControlProbe, finding } from './ControlProbe';
import { DatabaseWatch } from './DatabaseWatch';

/** The ledger's own limit for a database that does not answer. */
const DATABASE_SILENCE_LIMIT_MS = 5_000;
/** A portal reads and shares it at least every half minute. */
const CATALOG_WORTH_A_LOOK_MS = 45_000;
/** Windows of ceilings and ends of keys follow the clock of the process. */
const CLOCK_SKEW_LIMIT_MS = 2_000;

export function policyProbe(watcher: PolicyWatcher): ControlProbe {
  return {
    id: 'policy',
    title: 'Policy snapshot',
    failMode: 'closed',
    effect: 'Every request is refused with 503 policy_unavailable.',
    vital: true,
    look: () =>
      finding(
        {
          name: 'age of the snapshot',
          unit: 'ms',
          ...watcher.ages.snapshot,
        },
        'The policy could not be read from the database lately.',
      ),
  };
}

export function catalogProbe(watcher: PolicyWatcher): ControlProbe {
  return {
    id: 'catalog',
    title: 'Catalog',
    failMode: 'closed',
    effect: 'Every request is refused with 503 policy_unavailable.',
    vital: true,
    look: () =>
      finding(
        { name: 'age of the catalog', unit: 'ms', ...watcher.ages.catalog },
        'The catalog was not read lately: look at the catalog plugin, or at the portal that shares it.',
        CATALOG_WORTH_A_LOOK_MS,
      ),
  };
}

export function ledgerProbe(database: DatabaseWatch): ControlProbe {
  return {
    id: 'ledger',
    title: 'Ledger and its database',
    failMode: 'closed',
    effect: 'Every request is refused with 503 ledger_unavailable.',
    vital: true,
    look: () => {
      const found = finding(
        {
          name: 'silence of the database',
          value: Math.round(database.silentForMs),
          unit: 'ms',
          limit: DATABASE_SILENCE_LIMIT_MS,
        },
        'The database does not answer.',
      );
      return {
        ...found,
        measures: [
          ...found.measures,
          {
            name: 'latency of the database',
            value: Math.round(database.latencyMs * 100) / 100,
            unit: 'ms',
          },
        ],
      };
    },
  };
}

export function clockProbe(database: DatabaseWatch): ControlProbe {
  return {
    id: 'clock',
    title: 'Clock',
    failMode: 'open',
    effect:
      'Requests go on; keys end and windows of ceilings begin too early or too late by the difference.',
    vital: false,
    look: () =>
      finding(
        {
          name: 'difference to the clock of the database',
          value: Math.round(Math.abs(database.clockSkewMs)),
          unit: 'ms',
          limit: CLOCK_SKEW_LIMIT_MS,
        },
        'The clocks of this machine and of the database disagree.',
      ),
  };
}

export function queueProbe(gate: ConcurrencyGate): ControlProbe {
  return {
    id: 'queue',
    title: 'Queue of the process',
    failMode: 'closed',
    effect: 'What does not fit is refused with 503 and retry-after.',
    vital: false,
    look: () => {
      const { running, waiting, maxRunning, maxWaiting } = gate.state;
      const found = finding(
        {
          name: 'requests that wait',
          value: waiting,
          unit: 'requests',
          limit: maxWaiting,
        },
        'More requests arrive than are served.',
      );
      return {
        ...found,
        // A queue of a bounded length is never over it, only full.
        state: waiting >= maxWaiting ? 'failed' : found.state,
        measures: [
          ...found.measures,
          {
            name: 'requests that run',
            value: running,
            unit: 'requests',
            limit: maxRunning,
          },
        ],
      };
    },
  };
}
