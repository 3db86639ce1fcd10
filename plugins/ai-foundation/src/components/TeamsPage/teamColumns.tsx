import { TeamSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { Money } from '../Money';
import { Quantity } from '../Quantity';

/** A team as a row. */
export type TeamRow = TeamSummary & { id: string };

/** What a list of teams shows. */
export function teamColumns(t: Translate): Array<DataColumn<TeamRow>> {
  return [
    {
      id: 'team',
      label: t('teams.table.team'),
      sortBy: team => team.title,
      cell: team => <Text weight="bold">{team.title}</Text>,
    },
    {
      id: 'spend',
      label: t('teams.table.spend'),
      unit: t('teams.table.spendUnit'),
      kind: 'numeric',
      sortBy: team => BigInt(team.month.costPicoUsd),
      cell: team => <Money picoUsd={team.month.costPicoUsd} />,
    },
    {
      id: 'requests',
      label: t('teams.table.requests'),
      unit: t('teams.table.requestsUnit'),
      kind: 'numeric',
      sortBy: team => team.month.requests,
      cell: team => <Quantity value={team.month.requests} />,
    },
    {
      id: 'failed',
      label: t('teams.table.failed'),
      unit: t('teams.table.failedUnit'),
      kind: 'numeric',
      sortBy: team => percent(team.month.failedRequests, team.month.requests),
      cell: team =>
        team.month.requests === 0
          ? '–'
          : percent(team.month.failedRequests, team.month.requests).toFixed(1),
    },
    {
      id: 'keys',
      label: t('teams.table.keys'),
      unit: t('teams.table.keysUnit'),
      kind: 'numeric',
      sortBy: team => team.activeKeys,
      cell: team => <Quantity value={team.activeKeys} />,
    },
    {
      id: 'acknowledged',
      label: t('teams.table.acknowledged'),
      unit: t('teams.table.acknowledgedUnit'),
      kind: 'numeric',
      sortBy: team => percent(team.acknowledged, team.members),
      cell: team =>
        t('teams.table.of', {
          part: String(team.acknowledged),
          whole: String(team.members),
        }),
    },
  ];
}

function percent(part: number, whole: number) {
  return whole === 0 ? 0 : (part / whole) * 100;
}
