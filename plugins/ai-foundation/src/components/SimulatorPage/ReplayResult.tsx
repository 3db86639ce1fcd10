import {
  ChangeEffect,
  ChangeReplay,
  ProposedChange,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useLanguage } from '../../hooks/useLanguage';
import { Translate, useMessages } from '../../hooks/useMessages';
import { requestRouteRef } from '../../routes';
import { DataColumn, DataTable } from '../DataTable';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { exactTime, RelativeTime } from '../RelativeTime';
import { Status } from '../Status';
import styles from './SimulatorPage.module.css';

type EffectRow = ChangeEffect & { id: string };

/** What a change would have met, group by group, each with its newest request. */
export function ReplayResult(props: {
  change: ProposedChange;
  replay: ChangeReplay;
}) {
  const { t } = useMessages();
  const { effects, furtherEffects } = props.replay;
  const requestHref = useRouteRef(requestRouteRef);
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = effects.map(effect => ({
    ...effect,
    id: `${effect.effect} ${effect.exampleId} ${effect.control}`,
  }));
  return (
    <div className={styles.answer}>
      <Summary {...props} />
      {rows.length > 0 && (
        <DataTable
          label={t('simulator.change.table.label')}
          columns={columns}
          rows={rows}
          getHref={row => requestHref?.({ id: row.exampleId })}
        />
      )}
      {furtherEffects > 0 && (
        <Text as="p" color="secondary">
          {t('simulator.change.summary.further', {
            count: String(furtherEffects),
          })}
        </Text>
      )}
    </div>
  );
}

function Summary(props: { change: ProposedChange; replay: ChangeReplay }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { change, replay } = props;
  const { allowed, cut, examined, refused } = replay;
  const day = (instant: string) => exactTime(new Date(instant), language);
  return (
    <div>
      {examined.requests === 0 && (
        <Text as="p" weight="bold">
          {t('simulator.change.summary.empty')}
        </Text>
      )}
      {examined.requests > 0 && refused.requests + allowed.requests === 0 && (
        <Status tone="positive">{t('simulator.change.summary.none')}</Status>
      )}
      {refused.requests > 0 && (
        <Status tone="negative">
          {t('simulator.change.summary.refused', {
            requests: <Quantity value={refused.requests} />,
            examined: <Quantity value={examined.requests} />,
            share: shareOf(refused.requests, examined.requests, language),
            cost: <Money picoUsd={refused.costPicoUsd} />,
          })}
        </Status>
      )}
      {allowed.requests > 0 && (
        <div>
          <Status tone="warning">
            {t('simulator.change.summary.allowed', {
              requests: <Quantity value={allowed.requests} />,
            })}
          </Status>
        </div>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {t('simulator.change.summary.span', {
          from: day(replay.from),
          to: day(replay.to),
        })}{' '}
        {change.kind === 'ceiling-amount' &&
          t('simulator.change.summary.ceiling')}{' '}
        {cut && t('simulator.change.summary.cut')}
      </Text>
    </div>
  );
}

function shareOf(part: number, whole: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    maximumSignificantDigits: 2,
  }).format(part / whole);
}

function columnsOf(t: Translate): Array<DataColumn<EffectRow>> {
  return [
    {
      id: 'team',
      label: t('simulator.change.table.team'),
      sortBy: row => row.applicationRef ?? row.teamRef,
      cell: row => (
        <>
          <EntityName entityRef={row.applicationRef ?? row.teamRef} plain />
          <Text as="div" variant="body-small" color="secondary">
            <code>{row.keyId}</code>
          </Text>
        </>
      ),
    },
    {
      id: 'model',
      label: t('simulator.change.table.model'),
      sortBy: row => row.model,
      cell: row => row.model,
    },
    {
      id: 'effect',
      label: t('simulator.change.table.effect'),
      kind: 'short',
      sortBy: row => row.effect,
      cell: row => (
        <Status tone={row.effect === 'refused' ? 'negative' : 'warning'}>
          {t(`simulator.change.table.${row.effect}`)}
        </Status>
      ),
    },
    {
      id: 'why',
      label: t('simulator.change.table.why'),
      kind: 'words',
      cell: row => row.reason,
    },
    {
      id: 'requests',
      label: t('simulator.change.table.requests'),
      kind: 'numeric',
      sortBy: row => row.requests,
      cell: row => <Quantity value={row.requests} />,
    },
    {
      id: 'cost',
      label: t('simulator.change.table.cost'),
      kind: 'numeric',
      sortBy: row => BigInt(row.costPicoUsd),
      cell: row => <Money picoUsd={row.costPicoUsd} />,
    },
    {
      id: 'last',
      label: t('simulator.change.table.last'),
      kind: 'short',
      sortBy: row => row.lastAt,
      cell: row => <RelativeTime instant={row.lastAt} />,
    },
  ];
}
