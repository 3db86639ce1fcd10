import { useLanguage } from '../../hooks/useLanguage';
import { RelativeTime } from '../RelativeTime';

/** When something ends, to the minute, and how far away that is. */
export function EndTime(props: { instant: string }) {
  const time = new Intl.DateTimeFormat(useLanguage(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(props.instant));
  return (
    <>
      {time} (<RelativeTime instant={props.instant} />)
    </>
  );
}
