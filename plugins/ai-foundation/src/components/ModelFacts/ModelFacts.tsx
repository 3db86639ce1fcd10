import { Fragment } from 'react';
import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Fact, Facts, Sentences } from '../Facts';
import { ModelStatus } from '../ModelStatus';
import { Quantity } from '../Quantity';
import { RelativeTime } from '../RelativeTime';

/** What governs the use of a model. */
export function ModelFacts(props: { model: Model }) {
  const { t } = useMessages();
  const { model } = props;
  const { decision, restrictions, unrestrictedBecause } = model;
  return (
    <Facts>
      <Fact name={t('entity.model.status')} isWide>
        <ModelStatus model={model} />
        {decision && (
          <Text as="div" variant="body-small" color="secondary">
            {t('entity.model.decided', {
              name: <EntityName entityRef={decision.decidedBy} plain />,
              when: <RelativeTime instant={decision.decidedAt} />,
              reason: decision.reason,
            })}
          </Text>
        )}
      </Fact>
      <Fact name={t('entity.model.callAs')}>
        <code>{model.providerModel}</code>
      </Fact>
      <Fact name={t('entity.model.provider')}>
        {model.provider},{' '}
        {model.external ? t('entity.model.outside') : t('entity.model.inside')}
      </Fact>
      <Fact name={t('entity.model.tier')}>
        <EntityName entityRef={`datatier:default/${model.tier}`} />
      </Fact>
      <Fact name={t('entity.model.context')}>
        {t('entity.model.contextTokens', {
          context: <Quantity value={model.contextWindow} />,
          output: <Quantity value={model.maxOutputTokens} />,
        })}
      </Fact>
      {model.fallbacks.length > 0 && (
        <Fact name={t('entity.model.fallbacks')} isWide>
          {model.fallbacks.map((ref, index) => (
            <Fragment key={ref}>
              {index > 0 && ', '}
              <EntityName entityRef={ref} />
            </Fragment>
          ))}
        </Fact>
      )}
      <Fact name={t('entity.model.restrictions')} isWide>
        {restrictions.length > 0 ? (
          <Sentences items={restrictions} />
        ) : (
          t('models.unrestricted', { reason: unrestrictedBecause ?? '' })
        )}
      </Fact>
      <Fact name={t('entity.model.dataUse')} isWide>
        {model.dataUse}
      </Fact>
    </Facts>
  );
}
