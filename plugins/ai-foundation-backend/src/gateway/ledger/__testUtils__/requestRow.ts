export const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const HOUR_MS = 3_600_000;

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
    team_ref: 'group:default/checkout',
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
