import { RequestSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { requestRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { requestColumns } from './requestColumns';

/** Requests, each a way to its whole story. */
export function RequestsTable(props: {
  requests: Answer<{ items: RequestSummary[] }>;
  /** Columns that the surroundings say already. */
  without?: Array<'team' | 'application'>;
  empty?: ReactNode;
}) {
  const { t } = useMessages();
  const language = useLanguage();
  const requestRoute = useRouteRef(requestRouteRef);
  const without = props.without?.join(' ') ?? '';
  const columns = useMemo(
    () =>
      requestColumns(t, language).filter(
        ({ id }) => !without.split(' ').includes(id),
      ),
    [t, language, without],
  );
  const label = t('requests.table.label');

  return (
    <Answered
      answer={props.requests}
      loading={<DataTable label={label} columns={columns} rows={undefined} />}
      isEmpty={({ items }) => items.length === 0}
      empty={
        props.empty ?? (
          <EmptyNotice
            title={t('requests.empty.title')}
            description={t('requests.empty.description')}
          />
        )
      }
    >
      {({ items }) => (
        <DataTable
          label={label}
          columns={columns}
          rows={items}
          isStale={props.requests.isStale}
          getHref={({ id }) => requestRoute?.({ id })}
        />
      )}
    </Answered>
  );
}
