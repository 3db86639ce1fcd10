import {
  api,
  AuditExport,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationApi } from '../../api/aiFoundationApiRef';
import { useMessages } from '../../hooks/useMessages';
import { ExportButton } from './ExportButton';

/** Saves the whole trail, to verify it elsewhere. */
export function ExportTrail() {
  const { t } = useMessages();
  return (
    <ExportButton
      label={t('audit.exportJson')}
      ending="json"
      type="application/json"
      ask={async client => JSON.stringify(await wholeTrail(client))}
    />
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
