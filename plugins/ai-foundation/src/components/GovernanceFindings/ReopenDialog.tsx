import {
  api,
  Finding,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';

/** Opens a resolved finding again, with a reason. */
export function ReopenDialog(props: {
  finding: Finding;
  onClose: (isChanged: boolean) => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const reopen = useAction(api.reopenFinding);
  const [reason, setReason] = useState('');
  const { finding, onClose } = props;

  const confirm = async () => {
    const body = { reason: reason.trim() };
    if (await reopen.run({ params: { id: finding.id }, body })) {
      toasts.post({
        title: t('findings.reopened'),
        status: 'success',
        timeout: 6000,
      });
      onClose(true);
    }
  };

  return (
    <Dialog isOpen onOpenChange={open => !open && onClose(false)}>
      <DialogHeader>
        {t('findings.reopenFor', { title: finding.title })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={reopen.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isReason(reason)}
          isPending={reopen.isPending}
          onPress={confirm}
        >
          {t('findings.reopen')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
