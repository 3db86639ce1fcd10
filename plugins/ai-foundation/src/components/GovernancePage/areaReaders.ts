import {
  acknowledgementReadAllPermission,
  auditReadPermission,
  findingReadPermission,
  policyDraftPermission,
  policyPublishPermission,
  policyRatifyPermission,
  policyReviewPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** The areas that any of some permissions opens; the others are open to everybody. */
export const areaReaders = {
  policy: [
    policyDraftPermission,
    policyReviewPermission,
    policyPublishPermission,
    policyRatifyPermission,
  ],
  circulation: [acknowledgementReadAllPermission],
  findings: [findingReadPermission],
  audit: [auditReadPermission],
} as const;

/** An area that is not open to everybody. */
export type ClosedArea = keyof typeof areaReaders;

/** Whether an area is not open to everybody. */
export function isClosedArea(path: string): path is ClosedArea {
  return path in areaReaders;
}
