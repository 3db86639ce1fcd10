import {
  Campaign,
  CampaignGroup,
  CampaignProgress,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Link } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { Quantity } from '../Quantity';
import { Deadline } from '../RelativeTime';
import styles from './GovernanceCirculation.module.css';

type CampaignRow = Campaign & { id: string };
type GroupRow = CampaignGroup & { id: string };

const FIGURES = [
  'people',
  'sent',
  'seen',
  'acknowledged',
  'declined',
  'overdue',
  'exempt',
] as const;

/** What a list of campaigns shows. */
export function campaignColumns(
  t: Translate,
  hrefOf: (version: string) => string,
): Array<DataColumn<CampaignRow>> {
  return [
    {
      id: 'version',
      label: t('circulation.table.version'),
      kind: 'short',
      cell: ({ version }) => (
        <Link
          href={hrefOf(version)}
          aria-label={t('circulation.table.openFor', { version })}
        >
          {version}
        </Link>
      ),
    },
    {
      id: 'asks',
      label: t('circulation.table.asks'),
      kind: 'short',
      cell: ({ asks }) => t(`circulation.table.${asks}`),
    },
    {
      id: 'due',
      label: t('circulation.table.due'),
      kind: 'short',
      sortBy: ({ dueAt }) => dueAt,
      cell: ({ asks, dueAt }) =>
        asks === 'acknowledge' ? <Deadline instant={dueAt} /> : '–',
    },
    ...figureColumns<CampaignRow>(t),
  ];
}

/** How each group of a campaign stands, with the way to its people. */
export function groupColumns(
  t: Translate,
  onShow: (groupRef: string) => void,
): Array<DataColumn<GroupRow>> {
  return [
    {
      id: 'group',
      label: t('circulation.group'),
      kind: 'words',
      sortBy: ({ title }) => title,
      cell: ({ title, groupRef }) => <span title={groupRef}>{title}</span>,
    },
    {
      id: 'show',
      label: t('circulation.people.action'),
      kind: 'short',
      cell: ({ groupRef, title }) => (
        <Button
          size="small"
          variant="secondary"
          className={styles.inRow}
          aria-label={t('circulation.showFor', { group: title })}
          onPress={() => onShow(groupRef)}
        >
          {t('circulation.show')}
        </Button>
      ),
    },
    ...figureColumns<GroupRow>(t),
  ];
}

function figureColumns<T extends { progress: CampaignProgress }>(
  t: Translate,
): Array<DataColumn<T>> {
  return FIGURES.map(id => ({
    id,
    label: t(`circulation.table.${id}`),
    kind: 'numeric',
    sortBy: ({ progress }) => progress[id],
    cell: ({ progress }) => <Quantity value={progress[id]} />,
  }));
}
