import {
  AupDraft,
  policyDraftPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Flex, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { Link } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { LeaveDialog, useLeaveWarning } from '../LeaveWarning';
import { Page } from '../Page';
import { DraftActions } from './DraftActions';
import { DraftChanges } from './DraftChanges';
import { DraftEditor } from './DraftEditor';
import { DraftState } from './DraftState';
import styles from './GovernancePolicy.module.css';
import { ReviewForm } from './ReviewForm';
import { ReviewHistory } from './ReviewHistory';
import { useDraftText } from './useDraftText';

/** A draft with everything that can be done with it. */
export function DraftWorkspace(props: {
  draft: AupDraft;
  onDraft: (draft: AupDraft) => void;
  onReload: () => void;
}) {
  const { t } = useMessages();
  const { draft, onDraft, onReload } = props;
  const text = useDraftText(draft, onDraft);
  const warning = useLeaveWarning(text.isDirty);
  const { allowed } = usePermission({ permission: policyDraftPermission });
  const isOpen = draft.state !== 'published' && draft.state !== 'rejected';
  const isReadOnly = !allowed || !isOpen;

  return (
    <Page title={t('policyDrafts.one')} description={draft.title}>
      <div className={styles.head}>
        <Flex gap="4" align="center" style={{ flexWrap: 'wrap' }}>
          <Link to=".." className={styles.link}>
            {t('policyDrafts.back')}
          </Link>
          <DraftState draft={draft} />
          <span>
            {draft.basedOn
              ? t('policyDrafts.basedOn', { version: draft.basedOn })
              : t('policyDrafts.fromNothing')}
          </span>
        </Flex>
        <DraftActions
          draft={draft}
          text={text}
          mayWrite={!isReadOnly}
          onDraft={onDraft}
        />
      </div>
      <Tabs
        defaultSelectedKey={draft.state === 'in-review' ? 'review' : 'write'}
      >
        <TabList>
          <Tab id="write">
            {isReadOnly
              ? t('policyDrafts.tabs.read')
              : t('policyDrafts.tabs.write')}
          </Tab>
          <Tab id="changes">{t('policyDrafts.tabs.changes')}</Tab>
          <Tab id="review">{t('policyDrafts.tabs.review')}</Tab>
        </TabList>
        <TabPanel id="write">
          <DraftEditor
            draft={draft}
            text={text}
            isReadOnly={isReadOnly}
            onReload={onReload}
          />
        </TabPanel>
        <TabPanel id="changes">
          <DraftChanges draft={draft} />
        </TabPanel>
        <TabPanel id="review">
          <Flex direction="column" gap="5">
            <ReviewForm draft={draft} onDraft={onDraft} onReload={onReload} />
            <ReviewHistory draft={draft} />
          </Flex>
        </TabPanel>
      </Tabs>
      <LeaveDialog
        warning={warning}
        title={t('policyDrafts.leave.title')}
        description={t('policyDrafts.leave.description')}
        stay={t('policyDrafts.leave.stay')}
        go={t('policyDrafts.leave.go')}
      />
    </Page>
  );
}
