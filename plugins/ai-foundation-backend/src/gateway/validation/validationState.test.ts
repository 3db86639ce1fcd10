import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readAiFoundationConfig } from '../../kernel/AiFoundationConfig';
import { DialectRegistry } from '../dialects/DialectRegistry';
import { configFingerprint } from './configFingerprint';
import { RecordedRun } from './types';
import { stateOf } from './validationState';

const HOUR_MS = 60 * 60_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const openai: JsonObject = {
  baseUrl: 'https://api.openai.com/v1',
  apiKey: 'first',
};

function fingerprint(
  change: { openai?: JsonObject; publicUrl?: string; version?: string } = {},
  dialects = new DialectRegistry().all,
): string {
  const config = readAiFoundationConfig(
    mockServices.rootConfig({
      data: {
        aiFoundation: {
          providers: { openai: { ...openai, ...change.openai } },
          gateway: change.publicUrl ? { publicUrl: change.publicUrl } : {},
        },
      },
    }),
  );
  return configFingerprint({
    config,
    dialects,
    version: change.version ?? '1.0.0',
  });
}

const passed: RecordedRun = {
  id: 'run',
  kind: 'probes',
  startedBy: undefined,
  startedAtMs: NOW - HOUR_MS,
  endedAtMs: NOW - HOUR_MS,
  result: 'passed',
  summary: 'All ways in are closed.',
  isDemo: false,
  configFingerprint: fingerprint(),
  targets: [],
  record: {},
  sha256: 'hash',
};

const now = {
  atMs: NOW,
  configFingerprint: fingerprint(),
  isIntact: true,
};

describe('the state of a validation', () => {
  it('is never, with the way forward, where there is no run', () => {
    expect(stateOf('probes', undefined, now)).toEqual({
      state: 'never',
      why: 'It has never run. Run the checks.',
    });
  });

  it('is fresh where it passed under the configuration of now', () => {
    expect(stateOf('probes', passed, now).state).toBe('fresh');
  });

  it.each([
    ['another version', { version: '1.0.1' }],
    ['another address', { publicUrl: 'https://ai.example.com' }],
    ['another provider URL', { openai: { baseUrl: 'https://other.com/v1' } }],
    ['another credential', { openai: { apiKey: 'second' } }],
  ])('is stale after %s', (_, change) => {
    const { state } = stateOf('probes', passed, {
      ...now,
      configFingerprint: fingerprint(change),
    });
    expect(state).toBe('stale');
  });

  it('is stale after a change of the routes', () => {
    const dialects = new DialectRegistry().all.map(dialect => ({
      ...dialect,
      operations: dialect.operations.slice(1),
    }));
    const { state } = stateOf('probes', passed, {
      ...now,
      configFingerprint: fingerprint({}, dialects),
    });
    expect(state).toBe('stale');
  });

  it('is stale when it is too old', () => {
    const atMs = passed.startedAtMs + 24 * HOUR_MS;
    expect(stateOf('probes', passed, { ...now, atMs }).state).toBe('fresh');
    expect(stateOf('probes', passed, { ...now, atMs: atMs + 1 }).state).toBe(
      'stale',
    );
  });

  it('is failed where it failed, or its record was changed', () => {
    const failed = { ...passed, result: 'failed' as const };
    expect(stateOf('probes', failed, now).state).toBe('failed');
    expect(stateOf('probes', passed, { ...now, isIntact: false }).state).toBe(
      'failed',
    );
  });
});
