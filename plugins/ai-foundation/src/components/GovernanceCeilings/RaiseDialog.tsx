import {
  api,
  Ceiling,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { TextField } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { isReason, ReasonField } from '../ReasonField';
import { AmountField, amountOf } from './AmountField';
import { ConfirmDialog } from './ConfirmDialog';
import { ScopeName } from './ScopeName';
import { wholeNumber } from './ThresholdDraft';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 92;

/** Asks for a higher amount for a time. */
export function RaiseDialog(props: {
  ceiling: Ceiling;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const ask = useAction(api.requestCeilingRaise);
  const [amountUsd, setAmountUsd] = useState('');
  const [daysTyped, setDays] = useState('7');
  const [reason, setReason] = useState('');
  const days = wholeNumber(daysTyped, LONGEST_DAYS);

  const confirm = async () => {
    const raise = await ask.run({
      params: { id: props.ceiling.id },
      body: {
        amountUsd: amountUsd.trim(),
        until: new Date(Date.now() + (days ?? 0) * DAY_MS).toISOString(),
        reason: reason.trim(),
      },
    });
    if (raise) {
      toasts.post({
        title: t('ceilings.raise.done'),
        status: 'success',
        timeout: 6000,
      });
      props.onDone();
      props.onClose();
    }
  };

  return (
    <ConfirmDialog
      title={t('ceilings.raise.title')}
      confirm={t('ceilings.raise.ask')}
      isComplete={
        amountOf(amountUsd) !== undefined &&
        days !== undefined &&
        isReason(reason)
      }
      isPending={ask.isPending}
      error={ask.error}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <div>
        <ScopeName scope={props.ceiling.scope} />
      </div>
      <AmountField value={amountUsd} onChange={setAmountUsd} />
      <TextField
        label={t('ceilings.raise.days')}
        description={t('ceilings.raise.daysHint')}
        isRequired
        inputMode="numeric"
        validationBehavior="aria"
        validate={text =>
          wholeNumber(text, LONGEST_DAYS) === undefined
            ? t('ceilings.raise.daysWrong')
            : null
        }
        value={daysTyped}
        onChange={setDays}
      />
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
