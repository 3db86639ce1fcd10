import { CampaignRecipient } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import styles from './GovernanceCirculation.module.css';
import { RecipientState } from './RecipientState';

type RecipientRow = CampaignRecipient & { id: string };

const OPEN = ['pending', 'outdated', 'overdue'];

/** What a list of people shows; without `onExempt` it is only read. */
export function recipientColumns(
  t: Translate,
  onExempt: ((person: CampaignRecipient) => void) | undefined,
): Array<DataColumn<RecipientRow>> {
  const columns: Array<DataColumn<RecipientRow>> = [
    {
      id: 'name',
      label: t('circulation.people.name'),
      cell: ({ name, userRef }) => <span title={userRef}>{name}</span>,
    },
    {
      id: 'state',
      label: t('circulation.people.state'),
      kind: 'words',
      cell: person => <RecipientState person={person} />,
    },
    {
      id: 'sent',
      label: t('circulation.people.sent'),
      kind: 'short',
      cell: ({ sentAt }) =>
        sentAt ? (
          <RelativeTime instant={sentAt} />
        ) : (
          t('circulation.people.notSent')
        ),
    },
    {
      id: 'seen',
      label: t('circulation.people.seen'),
      kind: 'short',
      cell: ({ seenAt }) =>
        seenAt ? (
          <RelativeTime instant={seenAt} />
        ) : (
          t('circulation.people.notSeen')
        ),
    },
    {
      id: 'acknowledged',
      label: t('circulation.people.acknowledged'),
      kind: 'short',
      cell: ({ acknowledgedAt }) =>
        acknowledgedAt ? <RelativeTime instant={acknowledgedAt} /> : '–',
    },
    {
      id: 'reminders',
      label: t('circulation.people.reminders'),
      kind: 'numeric',
      cell: ({ reminders }) => reminders,
    },
    {
      id: 'group',
      label: t('circulation.people.group'),
      cell: ({ groupRef }) => <EntityName entityRef={groupRef} />,
    },
  ];
  if (onExempt) {
    // Next to the name, so that it is in reach where the page is narrow.
    columns.splice(1, 0, {
      id: 'action',
      label: t('circulation.people.action'),
      kind: 'short',
      cell: person =>
        OPEN.includes(person.state) && !person.leftAt ? (
          <Button
            size="small"
            variant="secondary"
            className={styles.inRow}
            aria-label={t('circulation.exempt.actionFor', {
              name: person.name,
            })}
            onPress={() => onExempt(person)}
          >
            {t('circulation.exempt.action')}
          </Button>
        ) : (
          '–'
        ),
    });
  }
  return columns;
}
