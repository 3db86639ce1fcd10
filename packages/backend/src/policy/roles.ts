import {
  acknowledgementReadAllPermission,
  auditReadPermission,
  campaignManagePermission,
  ceilingApprovePermission,
  ceilingSetPermission,
  classificationManagePermission,
  contentReadPermission,
  costReadAllPermission,
  costReadOwnPermission,
  exemptionDecidePermission,
  exemptionRequestPermission,
  findingReadPermission,
  findingTriagePermission,
  gatewayReadPermission,
  gatewaySimulatePermission,
  gatewayValidatePermission,
  inventoryManagePermission,
  inventoryReadAllPermission,
  inventoryReportPermission,
  keyApprovePermission,
  keyIssuePermission,
  keyManageOwnPermission,
  keyReadAllPermission,
  keyRevokeAllPermission,
  modelDecidePermission,
  policyAcknowledgePermission,
  policyDraftPermission,
  policyPublishPermission,
  policyRatifyPermission,
  policyReadPermission,
  policyReviewPermission,
  requestReadAllPermission,
  requestReadOwnPermission,
  seatManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import { Permission } from '@backstage/plugin-permission-common';

/** What a person is at the example company. */
export type Role =
  | 'engineer'
  | 'operations'
  | 'legal'
  | 'security'
  | 'finance'
  | 'engineeringSeat'
  | 'sponsor';

/**
 * The role that membership of a group gives. Team leads are engineers of their
 * team: what they see of it needs no permission of its own.
 */
export const roleOfGroup: Readonly<Record<string, Role>> = {
  'group:default/shipment-tracking': 'engineer',
  'group:default/customer-portal': 'engineer',
  'group:default/route-planning': 'engineer',
  'group:default/warehouse-systems': 'engineer',
  'group:default/data-insights': 'engineer',
  'group:default/ai-operations': 'operations',
  'group:default/ai-governance-legal': 'legal',
  'group:default/ai-governance-security': 'security',
  'group:default/ai-governance-finance': 'finance',
  'group:default/ai-governance-engineering': 'engineeringSeat',
  'group:default/ai-sponsor': 'sponsor',
};

/** What everyone who is signed in may do. */
export const permissionsOfEveryone: readonly Permission[] = [
  catalogEntityReadPermission,
  catalogLocationReadPermission,
  policyReadPermission,
  inventoryReportPermission,
];

/** What every seat of the working group reads. */
const readGovernance = [
  auditReadPermission,
  findingReadPermission,
  gatewayReadPermission,
  inventoryReadAllPermission,
];

const readAll = [
  acknowledgementReadAllPermission,
  keyReadAllPermission,
  requestReadAllPermission,
  costReadAllPermission,
];

const changeCatalog = [
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
];

/** What a role may do beyond everyone; whatever is not here is denied. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> =
  {
    engineer: [
      policyAcknowledgePermission,
      exemptionRequestPermission,
      gatewaySimulatePermission,
      keyIssuePermission,
      keyManageOwnPermission,
      requestReadOwnPermission,
      costReadOwnPermission,
    ],
    operations: [
      policyAcknowledgePermission,
      findingReadPermission,
      gatewayReadPermission,
      gatewaySimulatePermission,
      gatewayValidatePermission,
      keyReadAllPermission,
      keyRevokeAllPermission,
      requestReadAllPermission,
      costReadAllPermission,
    ],
    legal: [
      policyAcknowledgePermission,
      policyReviewPermission,
      policyPublishPermission,
      campaignManagePermission,
      exemptionDecidePermission,
      acknowledgementReadAllPermission,
      ...readGovernance,
    ],
    security: [
      policyAcknowledgePermission,
      modelDecidePermission,
      keyRevokeAllPermission,
      keyApprovePermission,
      exemptionDecidePermission,
      classificationManagePermission,
      contentReadPermission,
      findingTriagePermission,
      gatewaySimulatePermission,
      ...readGovernance,
      ...readAll,
      ...changeCatalog,
    ],
    finance: [
      policyAcknowledgePermission,
      ceilingSetPermission,
      costReadAllPermission,
      ...readGovernance,
    ],
    engineeringSeat: [
      policyAcknowledgePermission,
      policyDraftPermission,
      modelDecidePermission,
      keyApprovePermission,
      classificationManagePermission,
      ceilingApprovePermission,
      inventoryManagePermission,
      seatManagePermission,
      findingTriagePermission,
      gatewaySimulatePermission,
      gatewayValidatePermission,
      ...readGovernance,
      ...readAll,
      ...changeCatalog,
    ],
    sponsor: [
      policyAcknowledgePermission,
      policyRatifyPermission,
      ceilingApprovePermission,
      seatManagePermission,
      ...readGovernance,
      ...readAll,
    ],
  };
