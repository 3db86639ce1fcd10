import {
  AupDraft,
  policyPublishPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { DiscardDialog } from './DiscardDialog';
import { PublishDialog } from './PublishDialog';
import { SubmitDialog } from './SubmitDialog';
import { DraftText } from './useDraftText';

type Step = 'discard' | 'submit' | 'publish';

/** The next steps of a draft: save, hand in, publish, or discard it. */
export function DraftActions(props: {
  draft: AupDraft;
  text: DraftText;
  mayWrite: boolean;
  onDraft: (draft: AupDraft) => void;
}) {
  const { t } = useMessages();
  const { draft, text, mayWrite, onDraft } = props;
  const [step, setStep] = useState<Step>();
  const mayPublish = usePermission({
    permission: policyPublishPermission,
  }).allowed;
  const { state } = draft;
  const canSubmit = state === 'draft' || state === 'changes-requested';
  const close = () => setStep(undefined);

  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      {mayWrite && (
        <>
          <Button variant="tertiary" onPress={() => setStep('discard')}>
            {t('policyDrafts.discard.action')}
          </Button>
          <Button
            variant="secondary"
            isDisabled={!text.isDirty}
            isPending={text.isSaving}
            onPress={text.save}
          >
            {t('policyDrafts.save')}
          </Button>
        </>
      )}
      {mayWrite && canSubmit && (
        <Button
          variant="primary"
          isDisabled={text.isDirty || text.violations.length > 0}
          onPress={() => setStep('submit')}
        >
          {t('policyDrafts.submit.action')}
        </Button>
      )}
      {mayPublish && state === 'approved' && (
        <Button
          variant="primary"
          isDisabled={text.isDirty}
          onPress={() => setStep('publish')}
        >
          {t('policyDrafts.publish.action')}
        </Button>
      )}
      {step === 'discard' && <DiscardDialog draft={draft} onClose={close} />}
      {step === 'submit' && (
        <SubmitDialog draft={draft} onDraft={onDraft} onClose={close} />
      )}
      {step === 'publish' && <PublishDialog draft={draft} onClose={close} />}
    </Flex>
  );
}
