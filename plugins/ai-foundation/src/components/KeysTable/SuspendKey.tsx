import { api, Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';
import { KeyUse } from './KeyUse';

/** Stops a key for now with a reason, or lets one work again that was stopped so. */
export function SuspendKey(props: { apiKey: Key; onChanged: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const suspend = useAction(api.suspendKey);
  const resume = useAction(api.resumeKey);
  const { id, suspendedBy } = props.apiKey;
  const isSuspended = suspendedBy !== undefined;
  const action = isSuspended ? resume : suspend;
  const words = isSuspended
    ? ({
        action: 'keys.suspend.resume',
        actionFor: 'keys.suspend.resumeFor',
        title: 'keys.suspend.resumeTitle',
        effect: 'keys.suspend.resumeEffect',
        done: 'keys.suspend.resumed',
      } as const)
    : ({
        action: 'keys.suspend.action',
        actionFor: 'keys.suspend.actionFor',
        title: 'keys.suspend.title',
        effect: 'keys.suspend.effect',
        done: 'keys.suspend.done',
      } as const);

  const confirm = async () => {
    const body = { reason: reason.trim() };
    if (await action.run({ params: { id }, body })) {
      setOpen(false);
      setReason('');
      toasts.post({
        title: t(words.done, { id }),
        status: 'success',
        timeout: 6000,
      });
      props.onChanged();
    }
  };

  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t(words.actionFor, { id })}
        onPress={() => setOpen(true)}
      >
        {t(words.action)}
      </Button>
      {isOpen && (
        <Dialog isOpen onOpenChange={setOpen}>
          <DialogHeader>{t(words.title)}</DialogHeader>
          <DialogBody>
            <Flex direction="column" gap="4">
              <Text as="p">{t(words.effect, { id })}</Text>
              {!isSuspended && <KeyUse apiKey={props.apiKey} />}
              <ReasonField value={reason} onChange={setReason} />
              <ActionError error={action.error} />
            </Flex>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" slot="close">
              {t('common.cancel')}
            </Button>
            <Button
              variant="primary"
              isDisabled={!isReason(reason)}
              isPending={action.isPending}
              onPress={confirm}
            >
              {t(words.action)}
            </Button>
          </DialogFooter>
        </Dialog>
      )}
    </>
  );
}
