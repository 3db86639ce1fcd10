import { Campaign } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Fact, Facts } from '../Facts';
import { Deadline, RelativeTime } from '../RelativeTime';
import styles from './GovernanceCirculation.module.css';

/** When a campaign began, whom it asks, and until when. */
export function CampaignFacts(props: { campaign: Campaign }) {
  const { t } = useMessages();
  const { campaign } = props;
  const { audience, closedAt, graceUntil } = campaign;
  const count = audience.people;
  return (
    <Facts>
      <Fact name={t('circulation.facts.opened')}>
        {t('circulation.facts.openedBy', {
          when: <RelativeTime instant={campaign.openedAt} />,
          name: <EntityName entityRef={campaign.openedBy} plain />,
        })}
      </Fact>
      <Fact name={t('circulation.facts.due')}>
        {campaign.asks === 'acknowledge' ? (
          <Deadline instant={campaign.dueAt} />
        ) : (
          t('circulation.facts.noDue')
        )}
      </Fact>
      <Fact name={t('circulation.facts.grace')}>
        {graceUntil ? (
          <Deadline instant={graceUntil} />
        ) : (
          t('circulation.facts.noGrace')
        )}
      </Fact>
      <Fact name={t('circulation.facts.closed')}>
        {closedAt
          ? t('circulation.facts.closedWhy', {
              when: <RelativeTime instant={closedAt} />,
            })
          : t('circulation.facts.stillOpen')}
      </Fact>
      <Fact name={t('circulation.facts.audience')} isWide>
        {audience.groups.length === 0
          ? t('circulation.facts.everyone', { count })
          : t('circulation.facts.named', {
              count,
              groups: <Groups refs={audience.groups} />,
            })}
      </Fact>
      <Fact name={t('circulation.facts.fingerprint')} isWide>
        <code className={styles.fingerprint}>{audience.sha256}</code>
      </Fact>
    </Facts>
  );
}

function Groups(props: { refs: string[] }) {
  return (
    <>
      {props.refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} />
        </span>
      ))}
    </>
  );
}
