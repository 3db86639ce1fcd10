import { createBackendModule } from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { AiModelRulesProcessor } from './AiModelRulesProcessor';
import { DataTierAnnotationProcessor } from './DataTierAnnotationProcessor';
import { aiFoundationModelLayer } from './model/aiFoundationModelLayer';

/**
 * Teaches the catalog the kinds `AiModel` and `DataTier`, their relations, and
 * the annotation that classifies data sources.
 *
 * @public
 */
export const catalogModuleAiFoundation = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ai-foundation',
  register({ registerInit }) {
    registerInit({
      deps: {
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ model, processing }) {
        model.addModelSource(
          CatalogModelSources.static([aiFoundationModelLayer]),
        );
        processing.addProcessor(new AiModelRulesProcessor());
        processing.addProcessor(new DataTierAnnotationProcessor());
      },
    });
  },
});
