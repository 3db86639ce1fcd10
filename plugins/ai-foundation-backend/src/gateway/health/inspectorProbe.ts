import { InspectorHealth } from '../inspection/ExternalInspectors';
import { ControlProbe, Finding } from './ControlProbe';

const EFFECTS = {
  closed:
    'Requests whose prompts it should see are refused with 503 inspection_unavailable.',
  open: 'Requests go on without its word, and their records say so.',
};

const FAILURES = {
  timeout: 'it did not answer in time',
  error: 'it failed',
  'invalid-answer': 'its answer was not one',
};

/**
 * How an inspector of a module does. Never vital: only a request can find out
 * that it works again.
 */
export function inspectorProbe(health: InspectorHealth): ControlProbe {
  const { failMode, id } = health;
  return {
    id: `inspector:${id}`,
    title: `Inspector ${id}`,
    failMode,
    effect: EFFECTS[failMode],
    vital: false,
    look: () => inspectorFinding(health),
  };
}

function inspectorFinding({ lastFailure, state }: InspectorHealth): Finding {
  switch (state) {
    case 'failing':
      return {
        state: 'failed',
        reason: `It gave no answer when it was last asked${
          lastFailure ? `: ${FAILURES[lastFailure.why]}` : ''
        }.`,
        measures: [],
      };
    case 'unused':
      return {
        state: 'working',
        reason: 'It was not asked since the start.',
        measures: [],
      };
    default:
      return { state: 'working', measures: [] };
  }
}
