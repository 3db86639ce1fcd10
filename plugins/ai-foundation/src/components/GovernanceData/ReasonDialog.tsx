import {
  CallOptions,
  RouteDefinition,
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
import { ReactNode, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';
import styles from './GovernanceData.module.css';

/** Does something about data that needs a reason, after saying what follows. */
export function ReasonDialog<T extends RouteDefinition>(props: {
  route: T;
  /** `undefined` while something is missing. */
  optionsOf: (reason: string) => CallOptions<T> | undefined;
  words: { title: string; effect: string; submit: string; done: string };
  children?: ReactNode;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const action = useAction(props.route);
  const [reason, setReason] = useState('');
  const { words } = props;
  const options = props.optionsOf(reason.trim());

  const confirm = async () => {
    if (options && (await action.run(options))) {
      toasts.post({ title: words.done, status: 'success', timeout: 6000 });
      props.onDone();
      props.onClose();
    }
  };

  return (
    <Dialog
      isOpen
      width="40rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{words.title}</DialogHeader>
      <DialogBody>
        <div className={styles.fields}>
          <Text as="p">{words.effect}</Text>
          {props.children}
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={action.error} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!options || !isReason(reason)}
          isPending={action.isPending}
          onPress={confirm}
        >
          {words.submit}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
