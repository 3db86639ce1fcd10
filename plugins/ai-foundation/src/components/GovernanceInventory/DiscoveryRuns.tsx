import {
  api,
  DiscoveryRun,
  inventoryManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { Translate, useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { ActionError } from '../ErrorNotice';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { ImportDialog } from './ImportDialog';

/** Where somebody has looked for uses that nobody told of. */
export function DiscoveryRuns(props: {
  runs: DiscoveryRun[];
  onChange: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const scan = useAction(api.scanCatalog);
  const mayManage = usePermission({
    permission: inventoryManagePermission,
  }).allowed;
  const [isImporting, setImporting] = useState(false);

  const look = async () => {
    const run = await scan.run({});
    if (run) {
      toasts.post({
        title: t('inventory.scanned', {
          scanned: String(run.scanned),
          found: String(run.found),
          added: String(run.added),
        }),
        status: 'success',
        timeout: 6000,
      });
      props.onChange();
    }
  };

  return (
    <Section
      title={t('inventory.runs')}
      description={t('inventory.runsWhy')}
      action={
        mayManage && (
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <Button
              variant="secondary"
              isPending={scan.isPending}
              onPress={look}
            >
              {t('inventory.scan')}
            </Button>
            <Button variant="secondary" onPress={() => setImporting(true)}>
              {t('inventory.import')}
            </Button>
          </Flex>
        )
      }
    >
      <ActionError error={scan.error} />
      {props.runs.length === 0 ? (
        <EmptyNotice
          title={t('inventory.noRuns')}
          description={t('inventory.noRunsWhy')}
        />
      ) : (
        <DataTable
          label={t('inventory.runs')}
          columns={columns(t)}
          rows={props.runs}
        />
      )}
      {isImporting && (
        <ImportDialog
          onDone={props.onChange}
          onClose={() => setImporting(false)}
        />
      )}
    </Section>
  );
}

function columns(t: Translate): Array<DataColumn<DiscoveryRun>> {
  return [
    {
      id: 'source',
      label: t('inventory.table.source'),
      cell: ({ source, fileName, sha256 }) => (
        <span title={sha256}>
          {t(`inventory.source.${source}`)}
          {fileName && `, ${fileName}`}
        </span>
      ),
    },
    {
      id: 'when',
      label: t('inventory.table.when'),
      sortBy: ({ ranAt }) => ranAt,
      cell: ({ ranAt, ranBy }) => (
        <>
          <RelativeTime instant={ranAt} />,{' '}
          <EntityName entityRef={ranBy} plain />
        </>
      ),
    },
    ...(['scanned', 'found', 'added'] as const).map(
      (id): DataColumn<DiscoveryRun> => ({
        id,
        label: t(`inventory.table.${id}`),
        kind: 'numeric',
        sortBy: run => run[id],
        cell: run => String(run[id]),
      }),
    ),
  ];
}
