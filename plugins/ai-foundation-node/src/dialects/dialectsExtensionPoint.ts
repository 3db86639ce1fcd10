import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Dialect } from './Dialect';

/** Lets a module teach the gateway another dialect. @public */
export interface DialectsExtensionPoint {
  /** @throws Error where a dialect of this id or prefix is there already. */
  addDialect(dialect: Dialect): void;
}

/** See {@link DialectsExtensionPoint}. @public */
export const dialectsExtensionPoint =
  createExtensionPoint<DialectsExtensionPoint>({
    id: 'ai-foundation.dialects',
  });
