import {
  Finding,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { APPLICATION, inDays, TEAM } from './exampleTeams';

/** A request that waits, unless told otherwise. */
export function exampleKeyRequest(
  request: Partial<SubmittedKeyRequest> & Pick<SubmittedKeyRequest, 'id'>,
): SubmittedKeyRequest {
  return {
    state: 'requested',
    ownerRef: APPLICATION,
    teamRef: TEAM,
    applicationRef: APPLICATION,
    kind: 'standard',
    purpose: 'code-assistance',
    models: ['aimodel:default/gpt-4o-mini'],
    tier: 'internal',
    expiresInDays: 180,
    justification: 'The pilot runs for half a year.',
    needs: [
      'Policy issues keys for at most 90 days by itself, and 180 is above that.',
    ],
    requestedBy: 'user:default/jonas.lindqvist',
    requestedAt: inDays(-1),
    endsAt: inDays(29),
    ...request,
  };
}

/** A finding that waits for a decision, unless told otherwise. */
export function exampleFinding(
  finding: Partial<Finding> & Pick<Finding, 'id'>,
): Finding {
  return {
    kind: 'agent',
    source: 'catalog',
    subjectRef: 'component:default/dispatch-pilot',
    title: 'Dispatch Pilot looks like an agent that acts without a person',
    detail: 'Its component in the catalog has the type or tag langgraph.',
    foundAt: inDays(-3),
    seenAt: inDays(-0.01),
    state: 'open',
    ...finding,
  };
}
