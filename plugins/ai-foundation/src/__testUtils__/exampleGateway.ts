import {
  GatewayHealth,
  ValidationKind,
  ValidationRunDetail,
  ValidationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { inDays } from './exampleTeams';

/** A gateway of two processes, one of which cannot reach a provider. */
export const exampleHealth: GatewayHealth = {
  state: 'degraded',
  checkedAt: inDays(0),
  baseUrl: 'https://ai.example.com',
  replicas: [
    {
      id: 'one',
      role: 'portal',
      host: 'portal-1',
      version: '1.0.0',
      startedAt: inDays(-2),
      reportedAt: inDays(0),
      state: 'ready',
      answering: true,
      running: 3,
      ownListener: false,
      controls: [
        {
          id: 'policy',
          title: 'Policy',
          state: 'working',
          failMode: 'closed',
          effect: 'Requests are refused with 503.',
          measures: [{ name: 'age of the snapshot', value: 240, unit: 'ms' }],
        },
        {
          id: 'upstream:openai',
          title: 'Provider openai',
          state: 'working',
          failMode: 'closed',
          effect: 'Requests to it are refused with 503.',
          measures: [],
        },
      ],
    },
    {
      id: 'two',
      role: 'data-plane',
      host: 'plane-7',
      version: '1.0.0',
      startedAt: inDays(-1),
      reportedAt: inDays(0),
      state: 'degraded',
      answering: false,
      running: 0,
      ownListener: true,
      controls: [
        {
          id: 'upstream:openai',
          title: 'Provider openai',
          state: 'degraded',
          failMode: 'closed',
          effect: 'Requests to it are refused with 503.',
          reason: 'Five requests in a row failed.',
          measures: [],
        },
      ],
    },
  ],
};

export function exampleRun(
  kind: ValidationKind,
  change: Partial<ValidationRunDetail> = {},
): ValidationRunDetail {
  return {
    id: `run-${kind}`,
    kind,
    startedBy: 'user:default/ada',
    startedAt: inDays(0),
    endedAt: inDays(0),
    result: 'passed',
    summary: 'It does what it says.',
    passed: 3,
    failed: 0,
    skipped: 0,
    isDemo: false,
    configFingerprint: 'f'.repeat(64),
    targets: ['https://ai.example.com'],
    sha256: 'a'.repeat(64),
    isIntact: true,
    checks: [],
    ...change,
  };
}

export function exampleValidation(
  kind: ValidationKind,
  change: Partial<ValidationState> = {},
): ValidationState {
  return {
    kind,
    state: 'fresh',
    why: 'It does what it says.',
    counts: true,
    isRunning: false,
    maxAgeHours: 24,
    latest: exampleRun(kind),
    ...change,
  };
}
