import { Config } from '@backstage/config';
import { positive } from './positive';

/** How long the ledger keeps its rows; sums by the hour stay. */
export interface RetentionConfig {
  requestsDays: number;
}

export function readRetention(gateway: Config | undefined): RetentionConfig {
  return {
    requestsDays: positive(
      'gateway.retention.requestsDays',
      gateway?.getOptionalNumber('retention.requestsDays') ?? 400,
    ),
  };
}
