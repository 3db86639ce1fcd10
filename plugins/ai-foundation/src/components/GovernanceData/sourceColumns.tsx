import {
  ClassificationState,
  DataSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Text } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Status, Tone } from '../Status';
import { TierName } from '../TierName';
import styles from './GovernanceData.module.css';

/** A data source as a row. */
export type SourceRow = DataSource & { id: string };

const TONES: Record<ClassificationState, Tone> = {
  confirmed: 'positive',
  unconfirmed: 'warning',
  outdated: 'warning',
  unclassified: 'negative',
};

/** What a list of data sources shows; its action stands second, to be in reach on a telephone. */
export function sourceColumns(
  t: Translate,
  onChoose: (ref: string) => void,
): Array<DataColumn<SourceRow>> {
  return [
    {
      id: 'source',
      label: t('data.coverage.source'),
      sortBy: ({ title }) => title,
      cell: ({ ref }) => <EntityName entityRef={ref} />,
    },
    {
      id: 'action',
      label: t('data.coverage.action'),
      kind: 'short',
      cell: source => <Action source={source} t={t} onChoose={onChoose} />,
    },
    {
      id: 'tier',
      label: t('data.coverage.tier'),
      sortBy: ({ countsAs }) => countsAs ?? '',
      cell: ({ countsAs, tier }) => (
        <>
          {tier && <TierName name={tier} />}
          {countsAs && countsAs !== tier && (
            <Text as="div" variant="body-small" color="secondary">
              {t('data.coverage.countsAs', { tier: countsAs })}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'status',
      label: t('data.coverage.status'),
      kind: 'words',
      sortBy: ({ state }) => state,
      cell: source => (
        <Status tone={TONES[source.state]}>
          {t(`data.coverage.states.${source.state}`)}
          <Text as="div" variant="body-small" color="secondary">
            <Because source={source} t={t} />
          </Text>
        </Status>
      ),
    },
    {
      id: 'usedBy',
      label: t('data.coverage.usedBy'),
      kind: 'words',
      sortBy: ({ referencedBy }) => referencedBy.applications.length,
      cell: source => <UsedBy source={source} t={t} />,
    },
  ];
}

function Action(props: {
  source: DataSource;
  t: Translate;
  onChoose: (ref: string) => void;
}) {
  const { source, t } = props;
  const isUnclassified = source.state === 'unclassified';
  // Anybody may see what to add; only some may confirm what was added.
  if (source.state === 'confirmed' || !(isUnclassified || source.mayClassify)) {
    return <>–</>;
  }
  const names = {
    open: t('data.classify.openFor', { source: source.title }),
    confirm: t('data.classify.confirmFor', { source: source.title }),
  };
  const word = isUnclassified ? 'open' : 'confirm';
  return (
    <Button
      size="small"
      variant="secondary"
      aria-label={names[word]}
      onPress={() => props.onChoose(source.ref)}
    >
      {t(`data.classify.${word}`)}
    </Button>
  );
}

function Because({ source, t }: { source: DataSource; t: Translate }) {
  const { problem, provenance } = source;
  if (!provenance) {
    return <>{problem}</>;
  }
  return (
    <>
      {t(`data.coverage.${provenance.basis}`, {
        name: <EntityName entityRef={provenance.by} plain />,
        when: <RelativeTime instant={provenance.at} />,
        reason: provenance.reason,
      })}
    </>
  );
}

function UsedBy({ source, t }: { source: DataSource; t: Translate }) {
  const { applications, inventory, keys } = source.referencedBy;
  if (applications.length === 0 && !inventory) {
    return <>{t('data.coverage.nobody')}</>;
  }
  return (
    <>
      {applications.map(ref => (
        <div key={ref} className={styles.line}>
          <EntityName entityRef={ref} />
        </div>
      ))}
      {keys > 0 && (
        <div>{t('data.coverage.keys', { count: String(keys) })}</div>
      )}
      {inventory && <div>{t('data.coverage.inventory')}</div>}
    </>
  );
}
