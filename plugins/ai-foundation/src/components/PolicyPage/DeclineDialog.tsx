import {
  api,
  AupVersion,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
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

/** Declines a version, for a reason, after saying what that stops. */
export function DeclineDialog(props: {
  aup: AupVersion;
  keyIds: string[];
  onClose: () => void;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const decline = useAction(api.declineAup);
  const [reason, setReason] = useState('');
  const { aup, keyIds, onClose } = props;
  const { version, sha256 } = aup;

  const confirm = async () => {
    const declined = await decline.run({
      params: { version },
      body: { sha256, reason: reason.trim() },
    });
    if (declined) {
      onClose();
      props.onChanged();
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>
        {t('policy.acknowledge.declineTitle', { version })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          <Text as="p">{t('policy.acknowledge.declineEffect')}</Text>
          {keyIds.length > 0 && (
            <Text as="p">
              {t('policy.acknowledge.keysWhich', { keys: keyIds.join(', ') })}
            </Text>
          )}
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={decline.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isReason(reason)}
          isPending={decline.isPending}
          onPress={confirm}
        >
          {t('policy.acknowledge.declineConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
