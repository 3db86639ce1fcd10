import { Knex } from 'knex';
import { CHECKOUT } from './company';

export const NOW = Date.parse('2026-11-22T12:00:00.000Z');
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

/** A settled request that cost something, but for what a test says otherwise. */
export function requestRow(
  id: string,
  row: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    attempt: 1,
    instance_id: 'gateway-1',
    state: 'settled',
    arrived_at_ms: NOW,
    settled_at_ms: NOW + 900,
    hold_expires_at_ms: NOW + HOUR_MS,
    key_id: 'key1',
    team_ref: CHECKOUT,
    application_ref: '',
    purpose: 'coding',
    tier: 'internal',
    dialect: 'openai',
    operation: 'chat.completions',
    stream: false,
    requested_model: 'gpt-5-mini',
    model_ref: 'aimodel:default/gpt-5-mini',
    provider: 'demo',
    outcome: 'completed',
    http_status: 200,
    decision: '[]',
    input_tokens: 12,
    output_tokens: 34,
    usage_source: 'provider',
    hold_pico_usd: '5000000',
    cost_pico_usd: '1234567',
    duration_ms: 900.5,
    time_to_first_byte_ms: 120.25,
    ...row,
  };
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
