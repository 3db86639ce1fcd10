import { Entity } from '@backstage/catalog-model';

/**
 * What a tier's data may do with models at external providers.
 *
 * @public
 */
export type ExternalProviderHandling = 'allowed' | 'logged' | 'exemption-only';

/**
 * A class of data, with the handling that it asks for.
 *
 * @public
 */
export interface DataTierEntity extends Entity {
  kind: 'DataTier';
  spec: {
    /** Sensitivity, a positive whole number; a higher rank is more sensitive. */
    rank: number;
    /** Entity ref of the group that answers for the tier. */
    owner: string;
    /** When data belongs here, a sentence each. */
    criteria: string[];
    handling: {
      externalProviders: ExternalProviderHandling;
      /** Whether prompts and answers may be kept. */
      contentLogging: 'never' | 'allowed';
    };
  };
}

/** @public */
export function isDataTierEntity(entity: Entity): entity is DataTierEntity {
  return entity.kind.toLocaleLowerCase('en-US') === 'datatier';
}
