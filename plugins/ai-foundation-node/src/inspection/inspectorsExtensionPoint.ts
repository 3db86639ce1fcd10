import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Inspector } from './Inspector';

/** Lets a module inspect prompts. @public */
export interface InspectorsExtensionPoint {
  /** @throws Error where an inspector of this id is there already. */
  addInspector(inspector: Inspector): void;
}

/** See {@link InspectorsExtensionPoint}. @public */
export const inspectorsExtensionPoint =
  createExtensionPoint<InspectorsExtensionPoint>({
    id: 'ai-foundation.inspectors',
  });
