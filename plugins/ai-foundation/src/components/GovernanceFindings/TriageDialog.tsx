import {
  api,
  Finding,
  FindingDecision,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { DayField, isDay } from '../DayField';
import { ActionError } from '../ErrorNotice';
import { PersonField } from '../PersonField';
import { isReason, ReasonField } from '../ReasonField';

const DECISIONS: readonly FindingDecision[] = [
  'stop',
  'defer',
  'false-positive',
  'resolved',
];

/** Decides what happens with a finding, who sees to it, and by when. */
export function TriageDialog(props: {
  finding: Finding;
  onClose: (isChanged: boolean) => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const triage = useAction(api.triageFinding);
  const [decision, setDecision] = useState<FindingDecision>();
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState<string>();
  const [due, setDue] = useState('');
  const { finding, onClose } = props;
  const decisions = DECISIONS.filter(
    known => known !== 'resolved' || finding.source !== 'catalog',
  );
  const needsFollowUp = decision === 'stop' || decision === 'defer';
  const isWhole =
    decision !== undefined &&
    isReason(reason) &&
    (!needsFollowUp || (owner !== undefined && isDay(due)));

  const confirm = async () => {
    if (!decision) {
      return;
    }
    const decided = await triage.run({
      params: { id: finding.id },
      body: {
        decision,
        reason: reason.trim(),
        ...(needsFollowUp && { owner, due: due.trim() }),
      },
    });
    if (decided) {
      toasts.post({
        title: t('findings.dialog.done'),
        status: 'success',
        timeout: 6000,
      });
      onClose(true);
    }
  };

  return (
    <Dialog isOpen width="40rem" onOpenChange={open => !open && onClose(false)}>
      <DialogHeader>
        {t('findings.decideFor', { title: finding.title })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">{finding.detail}</Text>
          <RadioGroup
            label={t('findings.dialog.decision')}
            isRequired
            value={decision ?? null}
            onChange={value =>
              setDecision(decisions.find(known => known === value))
            }
          >
            {decisions.map(known => (
              <Radio key={known} value={known}>
                <span>
                  {t(`findings.dialog.${known}`)}
                  <Text as="div" variant="body-small" color="secondary">
                    {t(`findings.dialog.${known}Effect`)}
                  </Text>
                </span>
              </Radio>
            ))}
          </RadioGroup>
          {needsFollowUp && (
            <>
              <PersonField
                label={t('findings.dialog.owner')}
                value={owner}
                onChange={setOwner}
              />
              <DayField
                label={t('findings.dialog.due')}
                isRequired
                value={due}
                onChange={setDue}
              />
            </>
          )}
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={triage.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!isWhole}
          isPending={triage.isPending}
          onPress={confirm}
        >
          {t('findings.dialog.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
