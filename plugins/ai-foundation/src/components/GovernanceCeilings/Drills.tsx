import { CeilingDrill } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { useId } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import styles from './CeilingCards.module.css';
import { DrillVerdict } from './DrillVerdict';
import { ScopeName } from './ScopeName';

/** The proofs that ceilings do what they say. */
export function Drills(props: { drills: Answer<{ items: CeilingDrill[] }> }) {
  const { t } = useMessages();
  return (
    <Section
      title={t('ceilings.drill.section')}
      description={t('ceilings.drill.sectionWhy')}
    >
      <Answered
        answer={props.drills}
        loading={<Lines count={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('ceilings.drill.none')}
            description={t('ceilings.drill.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <ul className={styles.cards}>
            {items.map(drill => (
              <DrillCard key={drill.id} drill={drill} />
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  );
}

function DrillCard({ drill }: { drill: CeilingDrill }) {
  const { t } = useMessages();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const nameId = useId();
  const linkId = useId();
  return (
    <li className={styles.card}>
      <div id={nameId}>
        <ScopeName scope={drill.definition.scope} />
      </div>
      <DrillVerdict drill={drill} />
      <Text as="p" variant="body-small" color="secondary">
        {t('ceilings.drill.by', {
          name: <EntityName entityRef={drill.runBy} plain />,
          when: <RelativeTime instant={drill.runAt} />,
        })}
      </Text>
      <div className={styles.actions}>
        <ButtonLink
          id={linkId}
          size="small"
          variant="secondary"
          href={`${root}/ceilings/drills/${drill.id}`}
          aria-labelledby={`${linkId} ${nameId}`}
        >
          {t('ceilings.drill.open')}
        </ButtonLink>
      </div>
    </li>
  );
}
