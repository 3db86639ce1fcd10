import { Radio, RadioGroup } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** Whether the software acts without a person, which its requester declares. */
export function AgentField(props: {
  value: boolean | undefined;
  onChange: (actsAlone: boolean) => void;
}) {
  const { t } = useMessages();
  return (
    <RadioGroup
      label={t('keys.form.agent')}
      description={t('keys.form.agentHint')}
      isRequired
      value={props.value === undefined ? null : String(props.value)}
      onChange={value => props.onChange(value === 'true')}
    >
      <Radio value="false">{t('keys.form.agentNo')}</Radio>
      <Radio value="true">{t('keys.form.agentYes')}</Radio>
    </RadioGroup>
  );
}
