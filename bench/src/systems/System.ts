import type { Child } from '../Child.ts';

export type Database = 'sqlite' | 'postgres';

/** What stands between the load generator and the upstream. */
export interface System {
  name: string;
  /** Where its durable rows are, where it writes any. */
  database?: Database;
  port: number;
  path: string;
  headers: Record<string, string>;
  /** As it calls the upstream's model. */
  model: string;
  /** The process that does the work; the upstream itself is not measured. */
  child?: Child;
  /** Rows of its ledger, by state. */
  rows?(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}
