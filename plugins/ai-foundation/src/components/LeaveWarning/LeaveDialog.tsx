import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { LeaveWarning } from './useLeaveWarning';

/** Asks before something is lost. */
export function LeaveDialog(props: {
  warning: LeaveWarning;
  title: string;
  /** What would be lost. */
  description: string;
  stay: string;
  go: string;
}) {
  const { isOpen, stay, leave } = props.warning;
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && stay()}>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Text as="p">{props.description}</Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={stay}>
          {props.stay}
        </Button>
        <Button variant="secondary" destructive onPress={leave}>
          {props.go}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
