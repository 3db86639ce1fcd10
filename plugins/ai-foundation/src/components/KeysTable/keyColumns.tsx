import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { KeyLimits } from '../KeyLimits';
import { RelativeTime } from '../RelativeTime';
import { TierName } from '../TierName';
import { KeyState } from './KeyState';
import styles from './KeysTable.module.css';
import { KeyActions } from './KeyActions';
import { KeyOverlap } from './KeyOverlap';

/** What a list of keys shows. */
export function keyColumns(
  t: Translate,
  options: {
    /** Whether the caller manages keys of their teams. */
    mayManage: boolean;
    mayRevokeAll: boolean;
    onChanged: () => void;
    purposeTitle: (id: string) => string;
  },
): Array<DataColumn<Key>> {
  const columns: Array<DataColumn<Key>> = [
    {
      id: 'key',
      label: t('keys.table.key'),
      sortBy: key => key.id,
      cell: key => (
        <>
          <code className={styles.id}>{key.id}</code>
          <Text as="div" variant="body-small" color="secondary">
            {t('keys.table.created', {
              name: <EntityName entityRef={key.createdBy} plain />,
            })}
          </Text>
        </>
      ),
    },
    {
      id: 'state',
      label: t('keys.table.state'),
      sortBy: key => key.state,
      cell: key => (
        <>
          <KeyState apiKey={key} />
          <KeyOverlap apiKey={key} onChanged={options.onChanged} />
        </>
      ),
    },
    {
      id: 'owner',
      label: t('keys.table.owner'),
      sortBy: key => key.ownerRef,
      cell: key => <EntityName entityRef={key.ownerRef} />,
    },
    {
      id: 'purpose',
      label: t('keys.table.purpose'),
      sortBy: key => options.purposeTitle(key.purpose),
      cell: key => (
        <>
          {options.purposeTitle(key.purpose)}
          <Text as="div" variant="body-small" color="secondary">
            {t('keys.table.tier')}: <TierName name={key.tier} />
          </Text>
        </>
      ),
    },
    {
      id: 'models',
      label: t('keys.table.models'),
      cell: key => (
        <>
          <KeyModels refs={key.models} all={t('keys.table.allModels')} />
          <Text as="div" variant="body-small" color="secondary">
            <KeyLimits limits={key.limits} />
          </Text>
        </>
      ),
    },
    {
      id: 'expires',
      label: t('keys.table.expires'),
      kind: 'short',
      sortBy: key => key.expiresAt,
      cell: key => <RelativeTime instant={key.expiresAt} />,
    },
    {
      id: 'lastUsed',
      label: t('keys.table.lastUsed'),
      kind: 'short',
      sortBy: key => key.lastUsedAt ?? '',
      cell: key =>
        key.lastUsedAt ? (
          <RelativeTime instant={key.lastUsedAt} />
        ) : (
          <Text color="secondary">{t('keys.table.notUsed')}</Text>
        ),
    },
  ];
  if (!options.mayManage && !options.mayRevokeAll) {
    return columns;
  }
  return [
    ...columns,
    {
      id: 'actions',
      label: t('keys.table.actions'),
      kind: 'short',
      cell: key =>
        (key.state === 'active' || key.state === 'suspended') && (
          <KeyActions apiKey={key} {...options} />
        ),
    },
  ];
}

function KeyModels(props: { refs: string[]; all: string }) {
  if (props.refs.length === 0) {
    return <>{props.all}</>;
  }
  return (
    <>
      {props.refs.map(ref => (
        <div key={ref}>
          <EntityName entityRef={ref} />
        </div>
      ))}
    </>
  );
}
