import { InventoryTeam } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { Translate, useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { DataColumn, DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';

type TeamRow = InventoryTeam & { id: string };

/** Which teams have answered, those that have not first. */
export function TeamAnswers(props: { teams: InventoryTeam[] }) {
  const { t } = useMessages();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const rows = props.teams
    .map(team => ({ ...team, id: team.teamRef }))
    .sort((a, b) => Number(Boolean(a.answer)) - Number(Boolean(b.answer)));
  return (
    <Section title={t('inventory.teams')} description={t('inventory.teamsWhy')}>
      {rows.length === 0 ? (
        <EmptyNotice
          title={t('inventory.noTeams')}
          description={t('inventory.noTeamsWhy')}
        />
      ) : (
        <DataTable
          label={t('inventory.teams')}
          columns={columns(t, root)}
          rows={rows}
        />
      )}
    </Section>
  );
}

function columns(t: Translate, root: string): Array<DataColumn<TeamRow>> {
  return [
    {
      id: 'team',
      label: t('inventory.table.team'),
      sortBy: ({ title }) => title,
      cell: ({ teamRef }) => <EntityName entityRef={teamRef} />,
    },
    {
      id: 'answer',
      label: t('inventory.table.answer'),
      sortBy: ({ answer }) => answer?.answeredAt ?? '',
      cell: ({ answer }) =>
        answer ? (
          <>
            <Status tone="positive">
              {answer.answer === 'none'
                ? t('inventory.answeredNone')
                : t('inventory.answeredUses', { count: answer.uses })}
            </Status>
            <div>
              {t('inventory.answeredBy', {
                name: answer.answeredByName,
                when: <RelativeTime instant={answer.answeredAt} />,
              })}
            </div>
            {answer.note && <div>{answer.note}</div>}
          </>
        ) : (
          <Status tone="warning">{t('inventory.unanswered')}</Status>
        ),
    },
    {
      id: 'action',
      label: t('inventory.table.action'),
      kind: 'short',
      cell: ({ teamRef, title, isMine, answer }) =>
        isMine && (
          <ButtonLink
            size="small"
            variant={answer ? 'secondary' : 'primary'}
            aria-label={t(
              answer ? 'inventory.answerAgainFor' : 'inventory.answerFor',
              { team: title },
            )}
            href={`${root}/inventory/answer/${teamRef.split(':')[1]}`}
          >
            {t(answer ? 'inventory.answerAgain' : 'inventory.answer')}
          </ButtonLink>
        ),
    },
  ];
}
