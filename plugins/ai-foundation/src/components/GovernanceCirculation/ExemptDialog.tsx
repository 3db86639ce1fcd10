import {
  api,
  CampaignRecipient,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { DayField } from '../DayField';
import { ActionError } from '../ErrorNotice';
import { isReason, ReasonField } from '../ReasonField';
import { endOfDay } from './endOfDay';

/** Exempts a person from acknowledging, until a day and for a reason. */
export function ExemptDialog(props: {
  version: string;
  person: CampaignRecipient;
  onClose: () => void;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const exempt = useAction(api.exemptFromCampaign);
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const { version, person } = props;
  const { name, userRef } = person;
  const until = endOfDay(day);

  const confirm = async () => {
    if (!until) {
      return;
    }
    const exempted = await exempt.run({
      params: { version },
      body: { userRef, until, reason: reason.trim() },
    });
    if (exempted) {
      toasts.post({
        title: t('circulation.exempt.done', { name, day }),
        status: 'success',
        timeout: 6000,
      });
      props.onChanged();
      props.onClose();
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('circulation.exempt.title', { name })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          <Text as="p">{t('circulation.exempt.effect', { name })}</Text>
          <DayField
            label={t('circulation.exemptUntilDay')}
            isRequired
            value={day}
            onChange={setDay}
          />
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={exempt.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!until || !isReason(reason)}
          isPending={exempt.isPending}
          onPress={confirm}
        >
          {t('circulation.exempt.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
