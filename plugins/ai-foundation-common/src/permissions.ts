import { createPermission } from '@backstage/plugin-permission-common';

/** Read the acceptable use policy, models, data tiers and ceilings. @public */
export const policyReadPermission = createPermission({
  name: 'ai-foundation.policy.read',
  attributes: { action: 'read' },
});

/** Acknowledge the acceptable use policy as oneself. @public */
export const policyAcknowledgePermission = createPermission({
  name: 'ai-foundation.policy.acknowledge',
  attributes: { action: 'create' },
});

/** Publish a version of the acceptable use policy. @public */
export const policyPublishPermission = createPermission({
  name: 'ai-foundation.policy.publish',
  attributes: { action: 'create' },
});

/** See who has acknowledged the policy, beyond one's own teams. @public */
export const acknowledgementReadAllPermission = createPermission({
  name: 'ai-foundation.acknowledgement.read.all',
  attributes: { action: 'read' },
});

/** Approve, suspend or retire a model. @public */
export const modelDecidePermission = createPermission({
  name: 'ai-foundation.model.decide',
  attributes: { action: 'update' },
});

/** Set a cost ceiling. @public */
export const ceilingSetPermission = createPermission({
  name: 'ai-foundation.ceiling.set',
  attributes: { action: 'update' },
});

/** Issue a key for one's own team or one of its applications. @public */
export const keyIssuePermission = createPermission({
  name: 'ai-foundation.key.issue',
  attributes: { action: 'create' },
});

/** See and revoke the keys of one's own teams. @public */
export const keyManageOwnPermission = createPermission({
  name: 'ai-foundation.key.manage.own',
  attributes: { action: 'update' },
});

/** See the keys of every team. @public */
export const keyReadAllPermission = createPermission({
  name: 'ai-foundation.key.read.all',
  attributes: { action: 'read' },
});

/** Revoke any key. @public */
export const keyRevokeAllPermission = createPermission({
  name: 'ai-foundation.key.revoke.all',
  attributes: { action: 'delete' },
});

/** Read the requests of one's own teams. @public */
export const requestReadOwnPermission = createPermission({
  name: 'ai-foundation.request.read.own',
  attributes: { action: 'read' },
});

/** Read the requests of every team. @public */
export const requestReadAllPermission = createPermission({
  name: 'ai-foundation.request.read.all',
  attributes: { action: 'read' },
});

/** Read the costs of one's own teams. @public */
export const costReadOwnPermission = createPermission({
  name: 'ai-foundation.cost.read.own',
  attributes: { action: 'read' },
});

/** Read the costs of every team. @public */
export const costReadAllPermission = createPermission({
  name: 'ai-foundation.cost.read.all',
  attributes: { action: 'read' },
});

/** All permissions of AI Foundation. @public */
export const aiFoundationPermissions = [
  policyReadPermission,
  policyAcknowledgePermission,
  policyPublishPermission,
  acknowledgementReadAllPermission,
  modelDecidePermission,
  ceilingSetPermission,
  keyIssuePermission,
  keyManageOwnPermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
  requestReadOwnPermission,
  requestReadAllPermission,
  costReadOwnPermission,
  costReadAllPermission,
];
