import {
  api,
  Ceiling,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { isReason, ReasonField } from '../ReasonField';
import { ConfirmDialog } from './ConfirmDialog';
import { ScopeName } from './ScopeName';

/** Removes a ceiling, after saying what that means. */
export function RemoveDialog(props: {
  ceiling: Ceiling;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const remove = useAction(api.removeCeiling);
  const [reason, setReason] = useState('');

  const confirm = async () => {
    const removed = await remove.run({
      params: { id: props.ceiling.id },
      body: { reason: reason.trim() },
    });
    if (removed) {
      toasts.post({
        title: t('ceilings.remove.done'),
        status: 'success',
        timeout: 6000,
      });
      props.onDone();
      props.onClose();
    }
  };

  return (
    <ConfirmDialog
      title={t('ceilings.remove.title')}
      confirm={t('ceilings.remove.confirm')}
      isDestructive
      isComplete={isReason(reason)}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <div>
        <ScopeName scope={props.ceiling.scope} />
      </div>
      <Text as="p">{t('ceilings.remove.effect')}</Text>
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
