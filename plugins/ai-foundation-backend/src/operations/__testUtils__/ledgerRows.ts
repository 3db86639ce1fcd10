import { Knex } from 'knex';
import { NOW, requestRow } from '../../gateway/ledger/__testUtils__/requestRow';
import { CHECKOUT } from './company';

export { NOW, requestRow };

const HOUR_MS = 3_600_000;

export async function insertKey(
  knex: Knex,
  key: {
    id: string;
    team?: string;
    expiresAtMs?: number;
    revokedAtMs?: number;
  },
): Promise<void> {
  await knex('keys').insert({
    id: key.id,
    secret_sha256: '0'.repeat(64),
    owner_ref: key.team ?? CHECKOUT,
    team_ref: key.team ?? CHECKOUT,
    purpose: 'coding',
    models: '[]',
    tier: 'internal',
    aup_version: '1.0',
    created_by: 'user:default/ann',
    created_at_ms: NOW - 24 * HOUR_MS,
    expires_at_ms: key.expiresAtMs ?? NOW + 24 * HOUR_MS,
    revoked_at_ms: key.revokedAtMs,
  });
}

/** An hour of one key with a model; what a test does not name is zero. */
export function rollupRow(
  hourStart: string,
  row: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    hour_start_ms: Date.parse(hourStart),
    team_ref: CHECKOUT,
    application_ref: '',
    key_id: 'key1',
    model_ref: 'aimodel:default/gpt-5-mini',
    requests: 0,
    failed_requests: 0,
    input_tokens: 0,
    cached_input_tokens: 0,
    output_tokens: 0,
    cost_pico_usd: '0',
    estimated_cost_pico_usd: '0',
    ...row,
  };
}
