import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { Money } from '../Money';
import { SeriesName } from './SeriesName';
import { SpendDay } from './spendByDay';
import styles from './SpendChart.module.css';

/** A day's figures, while the pointer is on it. */
export function SpendTip(props: {
  day: SpendDay | undefined;
  series: string[];
}) {
  const { t } = useMessages();
  const language = useLanguage();
  const { day, series } = props;
  if (!day) {
    return null;
  }
  const date = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(day.day));
  return (
    <div className={styles.tip}>
      <strong>{date}</strong>
      {series
        .filter(name => day.bySeries[name])
        .map(name => (
          <div key={name}>
            <SeriesName name={name} />: <Money picoUsd={day.bySeries[name]} />
          </div>
        ))}
      {series.length !== 1 && (
        <div>
          {t('costs.chart.total')}: <Money picoUsd={day.total} />
        </div>
      )}
    </div>
  );
}
