import {
  isAiModelEntity,
  Model,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { ModelFacts, ModelPriceTable } from '../ModelFacts';
import { ModelHistory, PriceHistory } from '../ModelHistory';
import { Section } from '../Section';

/** May this model be used, for what, and at what price? */
export function AiModelCard() {
  const { t } = useMessages();
  const { entity } = useEntity();
  const models = useModels();
  const ref = stringifyEntityRef(entity);
  const find = (items: Model[]) => items.find(model => model.ref === ref);

  if (!isAiModelEntity(entity)) {
    return null;
  }
  return (
    <Section title={t('entity.model.title')}>
      <Answered
        answer={models}
        loading={<Lines count={8} />}
        isEmpty={({ items }) => !find(items)}
        empty={<EmptyNotice title={t('entity.model.unknown')} />}
      >
        {({ items }) => {
          const model = find(items);
          return (
            model && (
              <Flex direction="column" gap="5">
                <ModelFacts model={model} />
                <ModelPriceTable model={model} />
                <Named title={t('models.history.prices')}>
                  <PriceHistory modelRef={ref} />
                </Named>
                <Named title={t('models.history.decisions')}>
                  <ModelHistory modelRef={ref} />
                </Named>
              </Flex>
            )
          );
        }}
      </Answered>
    </Section>
  );
}

function Named(props: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </div>
  );
}
