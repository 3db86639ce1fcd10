import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { PasswordField, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { FormDialog } from '../FormDialog';

/** Asks for a validation key, and sends one request with it. */
export function EndToEndDialog(props: {
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const action = useAction(api.runEndToEnd);
  const [secret, setSecret] = useState('');
  const [model, setModel] = useState('');
  return (
    <FormDialog
      title={t('gateway.endToEnd.title')}
      confirm={t('gateway.endToEnd.confirm')}
      done={t('gateway.endToEnd.done')}
      isComplete={secret.trim() !== ''}
      action={action}
      run={() =>
        action.run({
          body: { secret: secret.trim(), model: model.trim() || undefined },
        })
      }
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <Text as="p" variant="body-medium">
        {t('gateway.endToEnd.why')}
      </Text>
      <PasswordField
        label={t('gateway.endToEnd.key')}
        description={t('gateway.endToEnd.keyWhy')}
        autoComplete="off"
        isRequired
        value={secret}
        onChange={setSecret}
      />
      <TextField
        label={t('gateway.endToEnd.model')}
        description={t('gateway.endToEnd.modelWhy')}
        value={model}
        onChange={setModel}
      />
    </FormDialog>
  );
}
