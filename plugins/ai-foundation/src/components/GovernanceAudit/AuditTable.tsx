import { AuditEntry } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { Translate, useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { RelativeTime } from '../RelativeTime';
import { ActionName } from './ActionName';
import { PartyName } from './PartyName';

type Row = AuditEntry & { id: string };

/** Acts, each a way to what it changed. */
export function AuditTable(props: {
  entries: Answer<{ items: AuditEntry[] }>;
  empty: ReactNode;
}) {
  const { t } = useMessages();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const columns = useMemo(() => auditColumns(t), [t]);
  const label = t('audit.table.label');
  return (
    <Answered
      answer={props.entries}
      loading={<DataTable label={label} columns={columns} rows={undefined} />}
      isEmpty={({ items }) => items.length === 0}
      empty={props.empty}
    >
      {({ items }) => (
        <DataTable
          label={label}
          columns={columns}
          rows={items.map(entry => ({ ...entry, id: String(entry.seq) }))}
          isStale={props.entries.isStale}
          getHref={({ id }) => `${root}/audit/${id}`}
        />
      )}
    </Answered>
  );
}

function auditColumns(t: Translate): Array<DataColumn<Row>> {
  return [
    {
      id: 'when',
      label: t('audit.table.when'),
      kind: 'short',
      cell: ({ at }) => <RelativeTime instant={at} />,
    },
    {
      id: 'who',
      label: t('audit.table.who'),
      cell: ({ actorRef }) => <PartyName text={actorRef} />,
    },
    {
      id: 'act',
      label: t('audit.table.act'),
      kind: 'short',
      cell: ({ action }) => <ActionName action={action} />,
    },
    {
      id: 'subject',
      label: t('audit.table.subject'),
      cell: ({ subject }) => <PartyName text={subject} />,
    },
    {
      id: 'reason',
      label: t('audit.table.reason'),
      kind: 'words',
      cell: ({ reason }) => reason ?? '–',
    },
  ];
}
