import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { modelsRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { TierName } from '../TierName';
import styles from './MyModels.module.css';

/** The models that the gateway routes to now, with their price. */
export function MyModels() {
  const { t } = useMessages();
  const models = useModels();
  const modelsHref = useRouteRef(modelsRouteRef)?.();

  return (
    <Section
      title={t('home.models.title')}
      description={t('home.models.description')}
      action={<Link href={modelsHref}>{t('home.models.all')}</Link>}
    >
      <Answered
        answer={models}
        loading={<Lines count={4} />}
        isEmpty={({ items }) => !items.some(isRoutable)}
        empty={
          <EmptyNotice
            title={t('home.models.empty')}
            description={t('home.models.emptyWhy')}
          />
        }
      >
        {({ items }) => (
          <ul className={styles.list}>
            {items.filter(isRoutable).map(model => (
              <ModelLine key={model.ref} model={model} />
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  );
}

function ModelLine(props: { model: Model }) {
  const { t } = useMessages();
  const { ref, tier, price } = props.model;
  return (
    <li className={styles.model}>
      <span>
        <EntityName entityRef={ref} />
        <Text as="div" variant="body-small" color="secondary">
          {t('home.models.upTo', { tier: <TierName name={tier} /> })}
        </Text>
      </span>
      {price && (
        <Text variant="body-medium" className={styles.price}>
          ${price.input} {t('home.models.input')} · ${price.output}{' '}
          {t('home.models.output')}
        </Text>
      )}
    </li>
  );
}

function isRoutable(model: Model) {
  return model.notRoutableBecause === undefined;
}
