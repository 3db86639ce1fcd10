import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { countOf } from './SimulationDraft';

/** A whole number above 0. */
export function NumberField(props: {
  label: string;
  unit: string;
  isRequired?: boolean;
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextField
      label={props.label}
      secondaryLabel={props.unit}
      inputMode="numeric"
      isRequired={props.isRequired}
      validationBehavior="aria"
      validate={text =>
        text.trim() !== '' && countOf(text) === undefined
          ? t('simulator.form.wrongNumber')
          : null
      }
      value={props.value}
      onChange={props.onChange}
    />
  );
}
