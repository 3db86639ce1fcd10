import { NumberField } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { useNow } from '../../hooks/useNow';
import { DEFAULT_DAYS } from './exemptionDraft';
import styles from './GovernanceExemptions.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;

/** When the exemption ends; it always does. */
export function EndField(props: {
  maxDays: number;
  value: number;
  onChange: (days: number) => void;
}) {
  const { t } = useMessages();
  const language = useLanguage();
  const end = new Date(useNow().getTime() + props.value * DAY_MS);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(
    end,
  );
  return (
    <NumberField
      className={styles.days}
      label={t('exemptions.form.days')}
      secondaryLabel={t('exemptions.form.daysUnit')}
      description={t('exemptions.form.daysHint', {
        date,
        max: String(props.maxDays),
      })}
      size="medium"
      isRequired
      minValue={1}
      maxValue={props.maxDays}
      value={props.value}
      onChange={days =>
        props.onChange(Number.isFinite(days) ? days : DEFAULT_DAYS)
      }
    />
  );
}
