import {
  AI_FOUNDATION_API_VERSION,
  aiModelContradictions,
  isAiModelEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Entity } from '@backstage/catalog-model';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';

/**
 * Refuses an `AiModel` whose fields contradict each other. The catalog checks
 * its schema first, so the fields are known to have their types here.
 */
export class AiModelRulesProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'AiModelRulesProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (
      !isAiModelEntity(entity) ||
      entity.apiVersion !== AI_FOUNDATION_API_VERSION
    ) {
      return false;
    }
    const violations = aiModelContradictions(entity.spec);
    if (violations.length > 0) {
      const sentences = violations.map(
        ({ path, problem }) => `${path} ${problem}`,
      );
      throw new TypeError(
        `Validation of AiModel entity failed: ${sentences.join('; ')}`,
      );
    }
    return true;
  }
}
