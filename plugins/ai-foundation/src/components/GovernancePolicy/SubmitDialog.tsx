import {
  api,
  AupDraft,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { ActionError } from '../ErrorNotice';
import { isReason } from '../ReasonField';

/** Hands a draft in for review, and says who is told. */
export function SubmitDialog(props: {
  draft: AupDraft;
  onDraft: (draft: AupDraft) => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const submit = useAction(api.submitAupDraft);
  const [summary, setSummary] = useState('');
  const { id, contentSha256, reviewers } = props.draft;

  const confirm = async () => {
    const submitted = await submit.run({
      params: { id },
      body: { contentSha256, summary: summary.trim() },
    });
    if (submitted) {
      toasts.post({
        title: t('policyDrafts.submit.done'),
        status: 'success',
        timeout: 6000,
      });
      props.onDraft(submitted);
      props.onClose();
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('policyDrafts.submit.title')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {reviewers.length === 0 ? (
            <Alert
              status="warning"
              icon
              title={t('policyDrafts.submit.nobody')}
            />
          ) : (
            <Text as="p">
              {t('policyDrafts.submit.effect', {
                names: <Names refs={reviewers} />,
              })}
            </Text>
          )}
          <TextAreaField
            label={t('policyDrafts.submit.summary')}
            description={t('policyDrafts.submit.summaryHint')}
            isRequired
            maxLength={5_000}
            value={summary}
            onChange={setSummary}
          />
          <ActionError error={submit.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isReason(summary)}
          isPending={submit.isPending}
          onPress={confirm}
        >
          {t('policyDrafts.submit.action')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Names(props: { refs: string[] }) {
  return (
    <>
      {props.refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} plain />
        </span>
      ))}
    </>
  );
}
