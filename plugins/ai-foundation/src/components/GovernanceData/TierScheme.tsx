import {
  api,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMemo } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { Translate, useMessages } from '../../hooks/useMessages';
import { useTiers } from '../../hooks/useTiers';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Sentences } from '../Facts';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { EvaluationView } from './EvaluationView';
import styles from './GovernanceData.module.css';

type TierRow = Tier & { id: string };

/** The tiers with their handling, and whether they make a scheme. */
export function TierScheme() {
  const { t } = useMessages();
  const tiers = useTiers();
  const scheme = useAnswer(api.getTierScheme);
  const columns = useMemo(() => tierColumns(t), [t]);
  const label = t('data.scheme.title');
  return (
    <Section title={label} description={t('data.scheme.why')}>
      <div className={styles.fields}>
        <Answered answer={scheme} loading={<Lines count={4} />}>
          {evaluation => <EvaluationView evaluation={evaluation} />}
        </Answered>
        <Answered
          answer={tiers}
          loading={
            <DataTable label={label} columns={columns} rows={undefined} />
          }
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('data.scheme.none')}
              description={t('data.scheme.noneWhy')}
            />
          }
        >
          {({ items }) => (
            <DataTable
              label={label}
              columns={columns}
              rows={items.map(tier => ({ ...tier, id: tier.ref }))}
            />
          )}
        </Answered>
      </div>
    </Section>
  );
}

function tierColumns(t: Translate): Array<DataColumn<TierRow>> {
  return [
    {
      id: 'name',
      label: t('data.scheme.name'),
      cell: ({ ref }) => <EntityName entityRef={ref} />,
    },
    {
      id: 'rank',
      label: t('data.scheme.rank'),
      kind: 'numeric',
      cell: ({ rank }) => String(rank),
    },
    {
      id: 'criteria',
      label: t('data.scheme.criteria'),
      kind: 'words',
      cell: ({ criteria }) => (
        <div className={styles.criteria}>
          <Sentences items={criteria} />
        </div>
      ),
    },
    {
      id: 'external',
      label: t('data.scheme.external'),
      kind: 'words',
      cell: ({ externalProviders }) => t(`entity.tier.${externalProviders}`),
    },
    {
      id: 'logging',
      label: t('data.scheme.logging'),
      cell: ({ contentLogging }) =>
        contentLogging === 'never'
          ? t('entity.tier.never')
          : t('entity.tier.mayLog'),
    },
  ];
}
