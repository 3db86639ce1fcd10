import {
  api,
  Exemption,
  ExemptionSeat,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';
import { ExemptionFacts } from './ExemptionFacts';
import styles from './GovernanceExemptions.module.css';

/** What a person does with an exemption. */
export interface ExemptionAct {
  kind: 'decide' | 'revoke' | 'withdraw';
  exemption: Exemption;
}

const VERDICTS = [
  { decision: 'approved', word: 'approve' },
  { decision: 'refused', word: 'refuse' },
] as const;

/** Decides about an exemption, revokes it or takes it back, with a reason. */
export function ActDialog(props: {
  act: ExemptionAct;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const { kind, exemption } = props.act;
  const { id } = exemption;
  const actions = {
    decide: useAction(api.decideExemption),
    revoke: useAction(api.revokeExemption),
    withdraw: useAction(api.withdrawExemption),
  };
  const [seat, setSeat] = useState<ExemptionSeat | undefined>(
    exemption.may.decideAs[0],
  );
  const [verdict, setVerdict] = useState<'approved' | 'refused'>();
  const [reason, setReason] = useState('');
  const isComplete =
    isReason(reason) && (kind !== 'decide' || (seat && verdict));
  const owner = exemption.applicationRef ?? exemption.teamRef;
  const titles = {
    decide: t('exemptions.decideAbout', { id }),
    revoke: t('exemptions.revokeIt', { id }),
    withdraw: t('exemptions.withdrawIt', { id }),
  };

  const run = () => {
    const options = { params: { id }, body: { reason: reason.trim() } };
    switch (kind) {
      case 'revoke':
        return actions.revoke.run(options);
      case 'withdraw':
        return actions.withdraw.run(options);
      default:
        return (
          seat &&
          verdict &&
          actions.decide.run({
            ...options,
            body: { ...options.body, seat, decision: verdict },
          })
        );
    }
  };

  const confirm = async () => {
    if (await run()) {
      toasts.post({
        title: t('exemptions.done', { id }),
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
      width="44rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{titles[kind]}</DialogHeader>
      <DialogBody>
        <div className={styles.fields}>
          {kind === 'revoke' && (
            <Text as="p">
              {t('exemptions.revokeEffect', {
                owner: <EntityName entityRef={owner} plain />,
              })}
            </Text>
          )}
          {kind === 'withdraw' && (
            <Text as="p">{t('exemptions.withdrawEffect')}</Text>
          )}
          {kind === 'decide' && (
            <>
              <ExemptionFacts exemption={exemption} />
              {exemption.may.decideAs.length > 1 && (
                <RadioGroup
                  label={t('exemptions.as')}
                  value={seat}
                  onChange={chosen =>
                    setSeat(exemption.may.decideAs.find(one => one === chosen))
                  }
                >
                  {exemption.may.decideAs.map(one => (
                    <Radio key={one} value={one}>
                      {t(`exemptions.seat.${one}`)}
                    </Radio>
                  ))}
                </RadioGroup>
              )}
              <RadioGroup
                label={t('exemptions.verdict')}
                isRequired
                value={verdict ?? null}
                onChange={chosen =>
                  setVerdict(
                    VERDICTS.find(({ decision }) => decision === chosen)
                      ?.decision,
                  )
                }
              >
                {VERDICTS.map(({ decision, word }) => (
                  <Radio key={decision} value={decision}>
                    <span className={styles.choice}>
                      {t(`exemptions.${word}`)}
                      <span className={styles.hint}>
                        {t(`exemptions.${word}Effect`)}
                      </span>
                    </span>
                  </Radio>
                ))}
              </RadioGroup>
            </>
          )}
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={actions[kind].error} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isComplete}
          isPending={actions[kind].isPending}
          onPress={confirm}
        >
          {kind === 'decide'
            ? t('exemptions.confirm')
            : t(`exemptions.${kind}`)}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
