import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useState } from 'react';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { modelsRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { TokenFields, TYPICAL_REQUEST } from '../ModelPrice';
import { Page } from '../Page';
import { Section } from '../Section';
import { chosenModels, CHOSEN, MIN_CHOSEN } from './chosenModels';
import { ComparisonTable } from './ComparisonTable';
import styles from './ModelComparison.module.css';

/** Which of these models fits best, and what would it cost? */
export function ModelComparisonPage() {
  const { t } = useMessages();
  const models = useModels();
  const filters = useFilters();
  const modelsHref = useRouteRef(modelsRouteRef)?.() ?? '';
  const [size, setSize] = useState(TYPICAL_REQUEST);
  const chosen = chosenModels(filters);
  const compared = (items: Model[]) =>
    chosen.flatMap(name => items.filter(model => model.name === name));
  const back = (
    <ButtonLink
      variant="secondary"
      href={`${modelsHref}?${CHOSEN}=${encodeURIComponent(chosen.join(','))}`}
    >
      {t('models.compare.back')}
    </ButtonLink>
  );

  return (
    <Page
      title={t('models.compare.title')}
      description={t('models.compare.description')}
      action={back}
    >
      <Section title={t('models.compare.title')} isTitleHidden>
        <Answered
          answer={models}
          loading={<Lines count={8} />}
          isEmpty={({ items }) => compared(items).length < MIN_CHOSEN}
          empty={
            <EmptyNotice
              title={t('models.compare.tooFew')}
              description={t('models.compare.tooFewWhy')}
              action={back}
            />
          }
        >
          {({ items }) => (
            <>
              <div className={styles.size}>
                <TokenFields size={size} onChange={setSize} />
              </div>
              <ComparisonTable models={compared(items)} size={size} />
            </>
          )}
        </Answered>
      </Section>
    </Page>
  );
}
