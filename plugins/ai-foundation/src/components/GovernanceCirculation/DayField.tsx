import { TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';

/** The end of a written day in UTC; undefined where it is no day. */
export function endOfDay(day: string): string | undefined {
  const end = new Date(`${day.trim()}T23:59:59.000Z`);
  // A 31st of February would become a day of March.
  return !Number.isNaN(end.getTime()) &&
    end.toISOString().startsWith(day.trim())
    ? end.toISOString()
    : undefined;
}

/** A day, written as ISO 8601. */
export function DayField(props: {
  value: string;
  onChange: (day: string) => void;
}) {
  const { t } = useMessages();
  return (
    <TextField
      label={t('circulation.day')}
      description={t('circulation.dayHint')}
      isRequired
      value={props.value}
      onChange={props.onChange}
    />
  );
}
