import {
  api,
  Ceiling,
  CeilingScope,
  CeilingWindow,
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
  Select,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';
import { AmountField, amountOf } from './AmountField';
import { CeilingEffect } from './CeilingEffect';
import { ScopeField } from './ScopeField';
import { ScopeName } from './ScopeName';
import {
  draftsOf,
  suggestedDrafts,
  ThresholdDraft,
  thresholdsOf,
} from './ThresholdDraft';
import { ThresholdsField } from './ThresholdsField';

const WINDOWS = ['day', 'week', 'month'] as const;

/** Sets a ceiling, after saying what it will do. */
export function CeilingDialog(props: {
  /** The one that is changed; without it, the person chooses. */
  ceiling: Ceiling | undefined;
  ceilings: Ceiling[];
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const set = useAction(api.setCeiling);
  const me = useProfile().value?.userRef ?? '';
  const before = props.ceiling;
  const [scope, setScope] = useState<CeilingScope | undefined>(before?.scope);
  const [window, setWindow] = useState<CeilingWindow>(
    before?.window ?? 'month',
  );
  const [timeZone, setTimeZone] = useState(before?.timeZone ?? '');
  const [amountUsd, setAmountUsd] = useState('');
  const [typed, setTyped] = useState<ThresholdDraft[]>();
  const [reason, setReason] = useState('');
  const drafts =
    typed ?? (before ? draftsOf(before.thresholds) : suggestedDrafts(me));
  const amount = amountOf(amountUsd);
  const thresholds = thresholdsOf(drafts);
  const isComplete =
    scope && thresholds && amount !== undefined && isReason(reason);

  const confirm = async () => {
    if (!isComplete) {
      return;
    }
    const ceiling = await set.run({
      body: {
        scope,
        window,
        timeZone: timeZone.trim() || undefined,
        amountUsd: amountUsd.trim(),
        thresholds,
        reason: reason.trim(),
      },
    });
    if (ceiling) {
      toasts.post({
        title: t('ceilings.set.done', {
          amount: formatUsd(BigInt(ceiling.amountPicoUsd)),
        }),
        status: 'success',
        timeout: 6000,
      });
      props.onDone();
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
        {t(`ceilings.set.${before ? 'changeTitle' : 'setTitle'}`)}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          {before ? (
            <div>
              <ScopeName scope={before.scope} /> ({t(`ceilings.per.${window}`)})
            </div>
          ) : (
            <>
              <ScopeField value={scope} onChange={setScope} />
              <Select
                label={t('ceilings.set.window')}
                value={window}
                onChange={chosen =>
                  setWindow(WINDOWS.find(known => known === chosen) ?? 'month')
                }
                options={WINDOWS.map(known => ({
                  id: known,
                  label: t(`ceilings.window.${known}`),
                }))}
              />
            </>
          )}
          <TextField
            label={t('ceilings.set.timeZone')}
            description={t('ceilings.set.timeZoneHint')}
            value={timeZone}
            onChange={setTimeZone}
          />
          <AmountField value={amountUsd} onChange={setAmountUsd} />
          <ThresholdsField value={drafts} onChange={setTyped} />
          <ReasonField value={reason} onChange={setReason} />
          <CeilingEffect
            scope={scope}
            window={window}
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
          {t('ceilings.list.set')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
