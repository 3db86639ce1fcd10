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

/** Write drafts of the acceptable use policy. @public */
export const policyDraftPermission = createPermission({
  name: 'ai-foundation.policy.draft',
  attributes: { action: 'update' },
});

/** Review a draft of the acceptable use policy; the reviewer holds the legal seat too. @public */
export const policyReviewPermission = createPermission({
  name: 'ai-foundation.policy.review',
  attributes: { action: 'update' },
});

/** Ratify a published policy; only the executive sponsor can. @public */
export const policyRatifyPermission = createPermission({
  name: 'ai-foundation.policy.ratify',
  attributes: { action: 'update' },
});

/** See and steer the circulation of the policy, and export who acknowledged. @public */
export const campaignManagePermission = createPermission({
  name: 'ai-foundation.campaign.manage',
  attributes: { action: 'update' },
});

/** Request an exemption from rules of the policy. @public */
export const exemptionRequestPermission = createPermission({
  name: 'ai-foundation.exemption.request',
  attributes: { action: 'create' },
});

/** Approve, refuse or revoke an exemption. @public */
export const exemptionDecidePermission = createPermission({
  name: 'ai-foundation.exemption.decide',
  attributes: { action: 'update' },
});

/** Record who classified a data source, and approve the initial set. @public */
export const classificationManagePermission = createPermission({
  name: 'ai-foundation.classification.manage',
  attributes: { action: 'update' },
});

/** Approve a raise of a cost ceiling that somebody else requested. @public */
export const ceilingApprovePermission = createPermission({
  name: 'ai-foundation.ceiling.approve',
  attributes: { action: 'update' },
});

/** Appoint people to seats, and record meetings of the working group. @public */
export const seatManagePermission = createPermission({
  name: 'ai-foundation.seat.manage',
  attributes: { action: 'update' },
});

/** Report what generative AI is used today. @public */
export const inventoryReportPermission = createPermission({
  name: 'ai-foundation.inventory.report',
  attributes: { action: 'create' },
});

/** Read the usage inventory of every team. @public */
export const inventoryReadAllPermission = createPermission({
  name: 'ai-foundation.inventory.read.all',
  attributes: { action: 'read' },
});

/** Decide what happens with reported usage, and declare the inventory complete. @public */
export const inventoryManagePermission = createPermission({
  name: 'ai-foundation.inventory.manage',
  attributes: { action: 'update' },
});

/** Decide key requests that policy does not issue by itself. @public */
export const keyApprovePermission = createPermission({
  name: 'ai-foundation.key.approve',
  attributes: { action: 'update' },
});

/** Read findings, such as agents that nobody sanctioned. @public */
export const findingReadPermission = createPermission({
  name: 'ai-foundation.finding.read',
  attributes: { action: 'read' },
});

/** Decide what happens with a finding. @public */
export const findingTriagePermission = createPermission({
  name: 'ai-foundation.finding.triage',
  attributes: { action: 'update' },
});

/** Read, export and verify the audit trail. @public */
export const auditReadPermission = createPermission({
  name: 'ai-foundation.audit.read',
  attributes: { action: 'read' },
});

/** See whether the gateway is well, and what its checks found. @public */
export const gatewayReadPermission = createPermission({
  name: 'ai-foundation.gateway.read',
  attributes: { action: 'read' },
});

/** Run the gateway's checks and drills. @public */
export const gatewayValidatePermission = createPermission({
  name: 'ai-foundation.gateway.validate',
  attributes: { action: 'update' },
});

/** Ask what the gateway would decide, for keys that one may see. @public */
export const gatewaySimulatePermission = createPermission({
  name: 'ai-foundation.gateway.simulate',
  attributes: { action: 'read' },
});

/** Read prompts and answers, where a data tier has them logged. @public */
export const contentReadPermission = createPermission({
  name: 'ai-foundation.content.read',
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
  policyDraftPermission,
  policyReviewPermission,
  policyRatifyPermission,
  campaignManagePermission,
  exemptionRequestPermission,
  exemptionDecidePermission,
  classificationManagePermission,
  ceilingApprovePermission,
  seatManagePermission,
  inventoryReportPermission,
  inventoryReadAllPermission,
  inventoryManagePermission,
  keyApprovePermission,
  findingReadPermission,
  findingTriagePermission,
  auditReadPermission,
  gatewayReadPermission,
  gatewayValidatePermission,
  gatewaySimulatePermission,
  contentReadPermission,
];
