import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/**
 * A form over the page. Where `run` answers undefined, it stays open with what
 * was typed and with the reason of the refusal.
 */
export function FormDialog(props: {
  title: string;
  confirm: string;
  /** What is said once it is done. */
  done: string;
  isComplete: boolean;
  action: { error?: Error; isPending: boolean };
  run: () => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const { action } = props;

  const confirm = async () => {
    if (await props.run()) {
      toasts.post({ title: props.done, status: 'success', timeout: 6000 });
      props.onDone();
      props.onClose();
    }
  };

  return (
    <Dialog
      isOpen
      width="44rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          {props.children}
          <ActionError error={action.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!props.isComplete}
          isPending={action.isPending}
          onPress={confirm}
        >
          {props.confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
