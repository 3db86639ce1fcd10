import {
  api,
  inventoryReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { saveFile } from '../../files/saveFile';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';

/** Saves the uses as CSV, and the whole inventory with its hash as JSON. */
export function ExportButtons() {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const prefix = useProfile().value?.demo ? 'demo_' : '';
  const csv = useAction(api.exportInventoryItems);
  const json = useAction(api.exportInventorySnapshot);
  const readsAll = usePermission({
    permission: inventoryReadAllPermission,
  }).allowed;

  const save = (name: string, type: string, text: string | undefined) => {
    if (text === undefined) {
      toasts.post({ title: t('inventory.exportFailed'), status: 'danger' });
      return;
    }
    saveFile(prefix + name, type, text);
  };
  const saveJson = async () => {
    const snapshot = await json.run({});
    save(
      'ai-inventory.json',
      'application/json',
      snapshot && JSON.stringify(snapshot, undefined, 2),
    );
  };

  return (
    <>
      <Button
        variant="secondary"
        isPending={csv.isPending}
        onPress={async () =>
          save('ai-inventory.csv', 'text/csv', await csv.run({}))
        }
      >
        {t('inventory.exportCsv')}
      </Button>
      {readsAll && (
        <Button
          variant="secondary"
          isPending={json.isPending}
          onPress={saveJson}
        >
          {t('inventory.exportJson')}
        </Button>
      )}
    </>
  );
}
