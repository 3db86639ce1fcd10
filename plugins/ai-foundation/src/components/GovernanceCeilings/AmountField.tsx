import { parseUsd } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** Pico-dollars of what was typed; undefined where it is no amount of a ceiling. */
export function amountOf(text: string): bigint | undefined {
  try {
    const amount = parseUsd(text.trim());
    return amount > 0n ? amount : undefined;
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** An amount of dollars, typed as a decimal so that it stays exact. */
export function AmountField(props: {
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextField
      label={t('ceilings.set.amount')}
      secondaryLabel={t('ceilings.set.amountUnit')}
      description={t('ceilings.set.amountHint')}
      isRequired
      inputMode="decimal"
      validationBehavior="aria"
      validate={text =>
        text.trim() !== '' && amountOf(text) === undefined
          ? t('ceilings.set.amountWrong')
          : null
      }
      value={props.value}
      onChange={props.onChange}
    />
  );
}
