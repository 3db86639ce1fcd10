import { policyDraftPermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import { useAupDrafts } from '../../hooks/useAupDrafts';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { draftColumns } from './draftColumns';
import { StartDraft } from './StartDraft';

/** Which texts are on their way to a version, and where does each stand? */
export function DraftListPage() {
  const { t } = useMessages();
  const drafts = useAupDrafts();
  const { allowed, loading } = usePermission({
    permission: policyDraftPermission,
  });

  return (
    <Page
      title={t('governance.areas.policy')}
      description={t('policyDrafts.why')}
      action={allowed && drafts.value && <StartDraft />}
    >
      <Section title={t('policyDrafts.table.label')} isTitleHidden>
        <Answered
          answer={drafts}
          loading={<Lines count={4} />}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('policyDrafts.none')}
              description={t('policyDrafts.noneWhy')}
            />
          }
        >
          {({ items }) => (
            <DataTable
              label={t('policyDrafts.table.label')}
              columns={draftColumns(t)}
              rows={items}
            />
          )}
        </Answered>
        {!allowed && !loading && drafts.value && (
          <Text as="p" variant="body-small" color="secondary">
            {t('policyDrafts.readOnly')}
          </Text>
        )}
      </Section>
    </Page>
  );
}
