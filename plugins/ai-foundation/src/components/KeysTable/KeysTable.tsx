import {
  Key,
  keyManageOwnPermission,
  keyRevokeAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { ReactNode, useMemo, useState } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { usePurposeTitle } from '../../hooks/usePurposeTitle';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { keyColumns } from './keyColumns';
import styles from './KeysTable.module.css';

/** Keys with their state and use; those that ended stay out of the way. */
export function KeysTable(props: {
  keys: Answer<{ items: Key[] }>;
  emptyAction?: ReactNode;
}) {
  const { t } = useMessages();
  const [showEnded, setShowEnded] = useState(false);
  const manageOwn = usePermission({ permission: keyManageOwnPermission });
  const revokeAll = usePermission({ permission: keyRevokeAllPermission });
  const mayManage = manageOwn.allowed;
  const mayRevokeAll = revokeAll.allowed;
  const purposeTitle = usePurposeTitle();
  const { reload } = props.keys;
  const columns = useMemo(
    () =>
      keyColumns(t, {
        mayManage,
        mayRevokeAll,
        onChanged: reload,
        purposeTitle,
      }),
    [t, mayManage, mayRevokeAll, reload, purposeTitle],
  );
  const label = t('keys.table.label');

  return (
    <Answered
      answer={props.keys}
      loading={<DataTable label={label} columns={columns} rows={undefined} />}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyNotice
          title={t('keys.empty.title')}
          description={t('keys.empty.description')}
          action={props.emptyAction}
        />
      }
    >
      {({ items }) => {
        const active = items.filter(
          ({ state }) => state === 'active' || state === 'suspended',
        );
        const ended = items.length - active.length;
        const hidesAll = active.length === 0;
        return (
          <>
            <DataTable
              label={label}
              columns={columns}
              rows={showEnded || hidesAll ? items : active}
            />
            {ended > 0 && !hidesAll && (
              <Button
                className={styles.more}
                size="small"
                variant="tertiary"
                onPress={() => setShowEnded(!showEnded)}
              >
                {showEnded
                  ? t('keys.hideEnded')
                  : t('keys.showEnded', { count: ended })}
              </Button>
            )}
          </>
        );
      }}
    </Answered>
  );
}
