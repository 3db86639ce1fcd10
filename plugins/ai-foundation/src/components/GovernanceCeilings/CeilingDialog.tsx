import {
  api,
  Ceiling,
  CeilingScope,
  formatUsd,
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
import { AmountField, amountOf } from './AmountField';
import { CeilingEffect } from './CeilingEffect';
import { isReason, ReasonField } from '../ReasonField';
import { ScopeField } from './ScopeField';
import { ScopeName } from './ScopeName';

/** Sets a ceiling, after saying what it will do. */
export function CeilingDialog(props: {
  /** Of the ceiling that is changed; without it, the person chooses. */
  scope: CeilingScope | undefined;
  ceilings: Ceiling[];
  onSet: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const set = useAction(api.setCeiling);
  const [scope, setScope] = useState(props.scope);
  const [amountUsd, setAmountUsd] = useState('');
  const [reason, setReason] = useState('');
  const amount = amountOf(amountUsd);
  const isComplete = scope && amount !== undefined && isReason(reason);

  const confirm = async () => {
    if (!isComplete) {
      return;
    }
    const ceiling = await set.run({
      body: { scope, amountUsd: amountUsd.trim(), reason: reason.trim() },
    });
    if (ceiling) {
      toasts.post({
        title: t('governance.ceiling.done', {
          amount: formatUsd(BigInt(ceiling.amountPicoUsd)),
        }),
        status: 'success',
        timeout: 6000,
      });
      props.onSet();
      props.onClose();
    }
  };

  return (
    <Dialog
      isOpen
      width="36rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>
        {t(`governance.ceiling.${props.scope ? 'changeTitle' : 'setTitle'}`)}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          {props.scope ? (
            <div>
              <ScopeName scope={props.scope} />
            </div>
          ) : (
            <ScopeField value={scope} onChange={setScope} />
          )}
          <AmountField value={amountUsd} onChange={setAmountUsd} />
          <ReasonField value={reason} onChange={setReason} />
          <CeilingEffect
            scope={scope}
            ceilings={props.ceilings}
            amount={amount}
          />
          <ActionError error={set.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isComplete}
          isPending={set.isPending}
          onPress={confirm}
        >
          {t('governance.ceilings.set')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
