import {
  api,
  Campaign,
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
import { Deadline } from '../RelativeTime';
import { dayOf, endOfDay } from './endOfDay';

/** Moves the day by which a version has to be acknowledged. */
export function DueDialog(props: {
  campaign: Campaign;
  onClose: () => void;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const setDue = useAction(api.setCampaignDue);
  const { version, dueAt } = props.campaign;
  const [day, setDay] = useState(dayOf(dueAt));
  const [reason, setReason] = useState('');
  const end = endOfDay(day);

  const confirm = async () => {
    if (!end) {
      return;
    }
    const changed = await setDue.run({
      params: { version },
      body: { dueAt: end, reason: reason.trim() },
    });
    if (changed) {
      toasts.post({
        title: t('circulation.due.done', { version, day }),
        status: 'success',
        timeout: 6000,
      });
      props.onChanged();
      props.onClose();
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('circulation.due.title', { version })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          <Text as="p">
            {t('circulation.due.now', {
              when: <Deadline instant={dueAt} />,
            })}
          </Text>
          <DayField
            label={t('circulation.dueOn')}
            isRequired
            value={day}
            onChange={setDay}
          />
          <ReasonField value={reason} onChange={setReason} />
          <ActionError error={setDue.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!end || !isReason(reason)}
          isPending={setDue.isPending}
          onPress={confirm}
        >
          {t('circulation.due.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
