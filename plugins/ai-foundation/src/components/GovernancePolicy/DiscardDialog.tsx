import {
  api,
  AupDraft,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/** Says what is lost before a draft goes. */
export function DiscardDialog(props: { draft: AupDraft; onClose: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const navigate = useNavigate();
  const discard = useAction(api.discardAupDraft);

  const confirm = async () => {
    if (await discard.run({ params: { id: props.draft.id } })) {
      toasts.post({
        title: t('policyDrafts.discard.done'),
        status: 'success',
        timeout: 6000,
      });
      navigate('..');
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('policyDrafts.discard.title')}</DialogHeader>
      <DialogBody>
        <Text as="p">{t('policyDrafts.discard.effect')}</Text>
        <ActionError error={discard.error} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive
          isPending={discard.isPending}
          onPress={confirm}
        >
          {t('policyDrafts.discard.action')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
