import { TeamSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useTeams } from '../../hooks/useTeams';
import { teamRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Page } from '../Page';
import { Section } from '../Section';
import { teamColumns } from './teamColumns';

/** Which teams use models, and which of them need a look? */
export function TeamsPage() {
  const { t } = useMessages();
  const teams = useTeams();
  const teamRoute = useRouteRef(teamRouteRef);
  const columns = useMemo(() => teamColumns(t), [t]);
  const label = t('teams.table.label');
  const hrefOf = (team: TeamSummary) => {
    const { namespace, name } = parseEntityRef(team.ref);
    return teamRoute?.({ namespace, name });
  };

  return (
    <Page title={t('teams.title')} description={t('teams.description')}>
      <Section title={label} isTitleHidden>
        <Answered
          answer={teams}
          loading={
            <DataTable label={label} columns={columns} rows={undefined} />
          }
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('teams.empty.title')}
              description={t('teams.empty.description')}
            />
          }
        >
          {({ items }) => (
            <DataTable
              label={label}
              columns={columns}
              rows={items.map(team => ({ ...team, id: team.ref }))}
              initialSort={{ column: 'spend', direction: 'descending' }}
              getHref={hrefOf}
            />
          )}
        </Answered>
      </Section>
    </Page>
  );
}
