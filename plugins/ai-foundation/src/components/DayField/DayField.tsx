import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** Whether a text is a day of the calendar, as `2026-12-31`. */
export function isDay(text: string): boolean {
  const day = text.trim();
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day
  );
}

/** A day, typed as digits so that every keyboard and locale can. */
export function DayField(props: {
  label: string;
  isRequired?: boolean;
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextField
      label={props.label}
      description={t('seats.day')}
      isRequired={props.isRequired}
      validationBehavior="aria"
      validate={text =>
        text.trim() !== '' && !isDay(text) ? t('seats.dayWrong') : null
      }
      value={props.value}
      onChange={props.onChange}
    />
  );
}
