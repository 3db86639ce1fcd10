import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import { ReactNode } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/** A dialog that ends in one act, and keeps what was typed where that fails. */
export function ConfirmDialog(props: {
  title: string;
  confirm: string;
  isDestructive?: boolean;
  isComplete: boolean;
  isPending: boolean;
  error: Error | undefined;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useMessages();
  return (
    <Dialog
      isOpen
      width="32rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          {props.children}
          <ActionError error={props.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={props.isDestructive}
          isDisabled={!props.isComplete}
          isPending={props.isPending}
          onPress={props.onConfirm}
        >
          {props.confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
