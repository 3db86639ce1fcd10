import {
  AI_FOUNDATION_API_VERSION,
  isAiModelEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Entity } from '@backstage/catalog-model';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { aiModelViolations } from './aiModelViolations';

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
    const violations = aiModelViolations(entity.spec);
    if (violations.length > 0) {
      throw new TypeError(
        `Validation of AiModel entity failed: ${violations.join('; ')}`,
      );
    }
    return true;
  }
}
