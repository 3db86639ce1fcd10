import { TextAreaField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

const MIN_LENGTH = 3;

/** Whether a text says enough to be kept as a reason. */
export function isReason(text: string): boolean {
  return text.trim().length >= MIN_LENGTH;
}

/** Why somebody decides what they decide. */
export function ReasonField(props: {
  value: string;
  onChange: (reason: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextAreaField
      label={t('governance.decision.reason')}
      description={t('governance.decision.reasonHint')}
      isRequired
      maxLength={2_000}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
