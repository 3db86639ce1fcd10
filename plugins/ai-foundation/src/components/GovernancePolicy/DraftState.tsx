import { AupDraftSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Status } from '../Status';

const TONES = {
  draft: 'neutral',
  'in-review': 'neutral',
  'changes-requested': 'warning',
  approved: 'positive',
  rejected: 'negative',
  published: 'positive',
} as const;

/** Where a draft stands. */
export function DraftState(props: { draft: AupDraftSummary }) {
  const { t } = useMessages();
  const { state, publishedVersion } = props.draft;
  return (
    <Status tone={TONES[state]}>
      {state === 'published'
        ? t('policyDrafts.state.published', { version: publishedVersion ?? '' })
        : t(`policyDrafts.state.${state}`)}
    </Status>
  );
}
