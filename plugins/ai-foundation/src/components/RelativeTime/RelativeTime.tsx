import { useLanguage } from '../../hooks/useLanguage';
import { useNow } from '../../hooks/useNow';
import { exactTime, relativeTime } from './relativeTime';

/** An instant as a distance from now, with the exact instant on hover. */
export function RelativeTime(props: { instant: string | Date }) {
  const language = useLanguage();
  const now = useNow();
  const instant = new Date(props.instant);
  return (
    <time dateTime={instant.toISOString()} title={exactTime(instant, language)}>
      {relativeTime(instant, now, language)}
    </time>
  );
}
