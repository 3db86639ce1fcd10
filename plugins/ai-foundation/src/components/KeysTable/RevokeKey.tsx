import { api, Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { KeyUse } from './KeyUse';

/** Ends a key, after saying what will stop working. */
export function RevokeKey(props: { apiKey: Key; onRevoked: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const [isOpen, setOpen] = useState(false);
  const revoke = useAction(api.revokeKey);
  const { id } = props.apiKey;

  const confirm = async () => {
    const revoked = await revoke.run({ params: { id } });
    if (revoked) {
      setOpen(false);
      toasts.post({
        title: t('keys.revoke.done', { id }),
        description: t('keys.revoke.doneDetail'),
        status: 'success',
        timeout: 6000,
      });
      props.onRevoked();
    }
  };

  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('keys.revoke.actionFor', { id })}
      >
        {t('keys.revoke.action')}
      </Button>
      <Dialog>
        <DialogHeader>{t('keys.revoke.title')}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text as="p">{t('keys.revoke.effect', { id })}</Text>
            {isOpen && <KeyUse apiKey={props.apiKey} />}
            <ActionError error={revoke.error} />
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('common.cancel')}
          </Button>
          <Button
            variant="primary"
            destructive
            isPending={revoke.isPending}
            onPress={confirm}
          >
            {t('keys.revoke.confirm')}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
