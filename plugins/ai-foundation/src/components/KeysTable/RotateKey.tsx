import { api, Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  NumberField,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { KeySecret } from '../KeyIssued';

const DEFAULT_HOURS = 24;
const MAX_HOURS = 168;

/** Gives a key a new secret, which shows once, here. */
export function RotateKey(props: { apiKey: Key; onRotated: () => void }) {
  const { t } = useMessages();
  const { id } = props.apiKey;
  const [isOpen, setOpen] = useState(false);
  const [hours, setHours] = useState(DEFAULT_HOURS);
  // The secret lives in this state only: no address, storage or log holds it.
  const [secret, setSecret] = useState<string>();
  const [isKept, setKept] = useState(false);
  const rotate = useAction(api.rotateKey);

  const confirm = async () => {
    const rotated = await rotate.run({
      params: { id },
      body: { overlapHours: hours },
    });
    setSecret(rotated?.secret);
  };
  const close = () => {
    const wasRotated = secret !== undefined;
    setOpen(false);
    setSecret(undefined);
    setKept(false);
    if (wasRotated) {
      props.onRotated();
    }
  };

  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('keys.rotate.actionFor', { id })}
        onPress={() => setOpen(true)}
      >
        {t('keys.rotate.action')}
      </Button>
      {isOpen && (
        <Dialog
          isOpen
          width="40rem"
          isDismissable={secret === undefined}
          isKeyboardDismissDisabled={secret !== undefined && !isKept}
          onOpenChange={open => !open && close()}
        >
          <DialogHeader>
            {secret ? t('keys.rotate.done') : t('keys.rotate.title')}
          </DialogHeader>
          <DialogBody>
            {secret ? (
              <KeySecret secret={secret} isKept={isKept} onKept={setKept} />
            ) : (
              <Flex direction="column" gap="4">
                <Text as="p">{t('keys.rotate.effect', { id })}</Text>
                <NumberField
                  label={t('keys.rotate.overlap')}
                  secondaryLabel={t('keys.rotate.overlapUnit')}
                  minValue={1}
                  maxValue={MAX_HOURS}
                  value={hours}
                  onChange={value =>
                    setHours(Number.isFinite(value) ? value : DEFAULT_HOURS)
                  }
                />
                <ActionError error={rotate.error} />
              </Flex>
            )}
          </DialogBody>
          <DialogFooter>
            {secret ? (
              <Button variant="primary" isDisabled={!isKept} onPress={close}>
                {t('keys.rotate.close')}
              </Button>
            ) : (
              <>
                <Button variant="secondary" onPress={close}>
                  {t('common.cancel')}
                </Button>
                <Button
                  variant="primary"
                  isPending={rotate.isPending}
                  onPress={confirm}
                >
                  {t('keys.rotate.confirm')}
                </Button>
              </>
            )}
          </DialogFooter>
        </Dialog>
      )}
    </>
  );
}
