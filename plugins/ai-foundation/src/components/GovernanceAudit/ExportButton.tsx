import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import {
  AiFoundationApi,
  aiFoundationApiRef,
} from '../../api/aiFoundationApiRef';
import { saveFile } from '../../files/saveFile';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';

/** Saves what it asks for as a file of the audit trail. */
export function ExportButton(props: {
  label: string;
  ending: 'csv' | 'json';
  type: string;
  ask: (client: AiFoundationApi) => Promise<string>;
}) {
  const { t } = useMessages();
  const client = useApi(aiFoundationApiRef);
  const toasts = useApi(toastApiRef);
  const prefix = useProfile().value?.demo ? 'demo_' : '';
  const [isPending, setIsPending] = useState(false);

  const save = async () => {
    setIsPending(true);
    try {
      saveFile(
        `${prefix}ai-foundation-audit.${props.ending}`,
        props.type,
        await props.ask(client),
      );
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

  return (
    <Button
      variant="secondary"
      iconStart={<RiDownloadLine />}
      isPending={isPending}
      onPress={save}
    >
      {props.label}
    </Button>
  );
}
