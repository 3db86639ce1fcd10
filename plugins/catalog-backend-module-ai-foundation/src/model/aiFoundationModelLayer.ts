import {
  AI_FOUNDATION_API_VERSION,
  ANNOTATION_DATA_TIER,
  RELATION_APPROVED_FOR,
  RELATION_APPROVES,
  RELATION_CLASSIFIED_AS,
  RELATION_CLASSIFIES,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import { aiModelSchema } from './aiModelSchema';
import { dataTierSchema } from './dataTierSchema';
import { tierReference } from './references';

const [group, version] = AI_FOUNDATION_API_VERSION.split('/');

const ownerField = {
  selector: { path: 'spec.owner' },
  relation: RELATION_OWNED_BY,
  defaultKind: 'Group',
  defaultNamespace: 'inherit' as const,
  allowedKinds: ['Group'],
};

/** The kinds, relations and annotation of AI Foundation, declared. */
export const aiFoundationModelLayer = createCatalogModelLayer({
  layerId: `${group}/model`,
  builder: model => {
    model.addKind({
      group,
      names: { kind: 'AiModel', singular: 'aimodel', plural: 'aimodels' },
      description:
        'A generative model that the organisation has decided about, or is asked to.',
      versions: [
        {
          name: version,
          relationFields: [
            ownerField,
            {
              selector: { path: 'spec.tier' },
              relation: RELATION_APPROVED_FOR,
              defaultKind: 'DataTier',
              // Tiers belong to the whole organisation, not to a namespace.
              defaultNamespace: 'default',
              allowedKinds: ['DataTier'],
            },
          ],
          schema: { jsonSchema: aiModelSchema },
        },
      ],
    });
    model.addKind({
      group,
      names: { kind: 'DataTier', singular: 'datatier', plural: 'datatiers' },
      description: 'A class of data, with the handling that it asks for.',
      versions: [
        {
          name: version,
          relationFields: [ownerField],
          schema: { jsonSchema: dataTierSchema },
        },
      ],
    });
    model.addAnnotation({
      name: ANNOTATION_DATA_TIER,
      title: 'Data tier',
      description:
        'Classifies a data source: the name or entity ref of a DataTier.',
      schema: { jsonSchema: tierReference },
    });

    model.addRelationPair({
      fromKind: 'AiModel',
      toKind: 'DataTier',
      description:
        'A model is meant for data of a tier, and of every tier of a lower rank.',
      forward: { type: RELATION_APPROVED_FOR, title: 'approved for' },
      reverse: { type: RELATION_APPROVES, title: 'approves' },
    });
    model.addRelationPair({
      fromKind: 'Resource',
      toKind: 'DataTier',
      description: 'A data source holds data of a tier.',
      forward: { type: RELATION_CLASSIFIED_AS, title: 'classified as' },
      reverse: { type: RELATION_CLASSIFIES, title: 'classifies' },
    });
    // The built-in pairs know the built-in kinds only; without these the
    // reverse edges would be missing.
    model.updateRelationPair({
      fromKind: ['AiModel', 'DataTier'],
      toKind: 'Group',
      forward: { type: RELATION_OWNED_BY },
      reverse: { type: RELATION_OWNER_OF },
    });
    model.updateRelationPair({
      fromKind: 'Component',
      toKind: 'AiModel',
      forward: { type: RELATION_DEPENDS_ON },
      reverse: { type: RELATION_DEPENDENCY_OF },
    });
  },
});
