import { Button, Flex } from '@backstage/ui';
import { useMemo } from 'react';
import { useAuditEntries } from '../../hooks/useAuditEntries';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { EmptyNotice } from '../EmptyNotice';
import { ErrorNotice } from '../ErrorNotice';
import { Page } from '../Page';
import { Section } from '../Section';
import { AuditFilters } from './AuditFilters';
import { queryOf } from './auditFilters';
import { AuditTable } from './AuditTable';
import { AuditTrust } from './AuditTrust';
import { ExportActs } from './ExportActs';
import { Jobs } from './Jobs';

/** Who decided what, and can I believe it? */
export function AuditPage() {
  const { t } = useMessages();
  const filters = useFilters();
  const cursor = filters.get('cursor');
  // The range starts at a fixed instant, so that pages do not shift.
  const now = useMemo(() => new Date(), []);
  const query = queryOf(filters, now);
  const entries = useAuditEntries({ ...query, cursor });
  const next = entries.value?.nextCursor;

  return (
    <Page title={t('audit.title')} description={t('audit.description')}>
      <AuditTrust />
      <AuditFilters filters={filters} />
      {entries.error && entries.value && (
        <ErrorNotice error={entries.error} onRetry={entries.reload} />
      )}
      <Section
        title={t('audit.table.label')}
        action={<ExportActs query={query} />}
      >
        <AuditTable
          entries={entries}
          empty={
            filters.isEmpty ? (
              <EmptyNotice
                title={t('audit.empty')}
                description={t('audit.emptyWhy')}
              />
            ) : (
              <EmptyNotice
                title={t('audit.filtered')}
                description={t('audit.filteredWhy')}
              />
            )
          }
        />
        <Flex justify="end" gap="2" mt="3">
          <Button
            variant="secondary"
            isDisabled={!cursor}
            onPress={() => filters.set({ cursor: undefined })}
          >
            {t('audit.newest')}
          </Button>
          <Button
            variant="secondary"
            isDisabled={!next}
            onPress={() => filters.set({ cursor: next })}
          >
            {t('audit.older')}
          </Button>
        </Flex>
      </Section>
      <Jobs />
    </Page>
  );
}
