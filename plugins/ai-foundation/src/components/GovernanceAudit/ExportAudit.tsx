import {
  api,
  AuditExport,
  AuditQuery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import {
  AiFoundationApi,
  aiFoundationApiRef,
} from '../../api/aiFoundationApiRef';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { saveFile } from './saveFile';

/** Takes the trail away: what is shown for a spreadsheet, or all of it to verify. */
export function ExportAudit(props: { query: AuditQuery }) {
  const { t } = useMessages();
  const client = useApi(aiFoundationApiRef);
  const toasts = useApi(toastApiRef);
  const isDemo = useProfile().value?.demo;
  const [isPending, setIsPending] = useState(false);
  const name = `${isDemo ? 'demo_' : ''}ai-foundation-audit`;

  const save = (make: () => Promise<void>) => async () => {
    setIsPending(true);
    try {
      await make();
    } catch (error) {
      toasts.post({
        title: t('audit.exportFailed'),
        description: error instanceof Error ? error.message : String(error),
        status: 'danger',
      });
    } finally {
      setIsPending(false);
    }
  };
  const saveCsv = save(async () =>
    saveFile(
      `${name}.csv`,
      'text/csv;charset=utf-8',
      await client.call(api.exportAuditCsv, { query: props.query }),
    ),
  );
  const saveJson = save(async () =>
    saveFile(
      `${name}.json`,
      'application/json',
      JSON.stringify(await wholeTrail(client)),
    ),
  );

  return (
    <Flex gap="2">
      <Button
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isPending={isPending}
        onPress={saveCsv}
      >
        {t('audit.exportCsv')}
      </Button>
      <Button
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isPending={isPending}
        onPress={saveJson}
      >
        {t('audit.exportJson')}
      </Button>
    </Flex>
  );
}

/** All parts as one; the last part knows where the trail ends. */
async function wholeTrail(client: AiFoundationApi): Promise<AuditExport> {
  const parts: AuditExport[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const part: AuditExport = await client.call(api.exportAudit, {
      query: { after },
    });
    parts.push(part);
    after = part.nextAfter;
  }
  return {
    ...parts[parts.length - 1],
    entries: parts.flatMap(({ entries }) => entries),
  };
}
