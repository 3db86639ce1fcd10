import { useLanguage } from '../../hooks/useLanguage';
import { useNow } from '../../hooks/useNow';
import { exactTime, relativeTime } from './relativeTime';

/** An instant to plan by: the day, and how far away it is. */
export function Deadline(props: { instant: string | Date }) {
  const language = useLanguage();
  const now = useNow();
  const instant = new Date(props.instant);
  const day = instant.toLocaleDateString(language, { dateStyle: 'long' });
  return (
    <time dateTime={instant.toISOString()} title={exactTime(instant, language)}>
      {day} ({relativeTime(instant, now, language)})
    </time>
  );
}
