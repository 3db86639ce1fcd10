import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { LeaveWarning } from './useLeaveWarning';

/** Asks before the secret is lost. */
export function LeaveDialog(props: { warning: LeaveWarning }) {
  const { t } = useMessages();
  const { isOpen, stay, leave } = props.warning;
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && stay()}>
      <DialogHeader>{t('keys.issued.leave.title')}</DialogHeader>
      <DialogBody>
        <Text as="p">{t('keys.issued.leave.description')}</Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={stay}>
          {t('keys.issued.leave.stay')}
        </Button>
        <Button variant="secondary" destructive onPress={leave}>
          {t('keys.issued.leave.go')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
