import { AupDraft } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useAupDraft } from '../../hooks/useAupDraft';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { DraftWorkspace } from './DraftWorkspace';

/** One draft: write it, see what changes, review it, publish it. */
export function DraftPage() {
  const { t } = useMessages();
  const { id = '' } = useParams();
  const answer = useAupDraft(id);
  // What the newest action answered is newer than what was loaded.
  const [acted, setActed] = useState<{ draft: AupDraft; over?: AupDraft }>();
  const draft =
    acted && acted.over === answer.value && acted.draft.id === id
      ? acted.draft
      : answer.value;

  if (!draft) {
    return (
      <Page title={t('policyDrafts.one')}>
        <Answered answer={answer} loading={<Lines count={8} />}>
          {() => null}
        </Answered>
      </Page>
    );
  }
  return (
    <DraftWorkspace
      key={draft.id}
      draft={draft}
      onDraft={next => setActed({ draft: next, over: answer.value })}
      onReload={answer.reload}
    />
  );
}
