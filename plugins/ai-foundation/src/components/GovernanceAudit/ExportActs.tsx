import {
  api,
  AuditQuery,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { ExportButton } from './ExportButton';

/** Saves what is searched for, for a spreadsheet. */
export function ExportActs({ query }: { query: AuditQuery }) {
  const { t } = useMessages();
  return (
    <ExportButton
      label={t('audit.exportCsv')}
      ending="csv"
      type="text/csv;charset=utf-8"
      ask={client => client.call(api.exportAuditCsv, { query })}
    />
  );
}
