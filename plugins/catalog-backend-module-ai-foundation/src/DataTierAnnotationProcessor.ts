import {
  ANNOTATION_DATA_TIER,
  RELATION_CLASSIFIED_AS,
  RELATION_CLASSIFIES,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  DEFAULT_NAMESPACE,
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';

/**
 * Relates a data source to the tier that its annotation names, both ways. The
 * model layer cannot: its relation fields would replace those of `Resource`.
 */
export class DataTierAnnotationProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'DataTierAnnotationProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const annotation = entity.metadata.annotations?.[ANNOTATION_DATA_TIER];
    if (annotation && entity.kind === 'Resource') {
      const source = getCompoundEntityRef(entity);
      const tier = parseEntityRef(annotation, {
        defaultKind: 'DataTier',
        defaultNamespace: DEFAULT_NAMESPACE,
      });
      emit(
        processingResult.relation({
          source,
          type: RELATION_CLASSIFIED_AS,
          target: tier,
        }),
      );
      emit(
        processingResult.relation({
          source: tier,
          type: RELATION_CLASSIFIES,
          target: source,
        }),
      );
    }
    return entity;
  }
}
