import { useMemo } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { DataTable } from '../DataTable';
import { factsOf } from './factsOf';
import { FactValue } from './FactValue';
import styles from './GovernanceAudit.module.css';

/** Before and after, side by side; what is different stands out. */
export function Changes(props: { before: unknown; after: unknown }) {
  const { t } = useMessages();
  const { before, after } = props;
  const rows = useMemo(() => compare(before, after), [before, after]);
  return (
    <DataTable
      label={t('audit.entry.changes')}
      rows={rows}
      columns={[
        {
          id: 'fact',
          label: t('audit.entry.fact'),
          cell: ({ id }) => id || t('audit.entry.value'),
        },
        {
          id: 'before',
          label: t('audit.entry.before'),
          kind: 'words',
          cell: row => <FactValue name={row.id} value={row.before} />,
        },
        {
          id: 'after',
          label: t('audit.entry.after'),
          kind: 'words',
          cell: row => (
            <span className={row.isChanged ? styles.changed : undefined}>
              <FactValue name={row.id} value={row.after} />
            </span>
          ),
        },
      ]}
    />
  );
}

function compare(before: unknown, after: unknown) {
  const old = new Map(factsOf(before).map(fact => [fact.name, fact.value]));
  const now = new Map(factsOf(after).map(fact => [fact.name, fact.value]));
  return [...new Set([...old.keys(), ...now.keys()])].map(name => ({
    id: name,
    before: old.get(name),
    after: now.get(name),
    isChanged: JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)),
  }));
}
