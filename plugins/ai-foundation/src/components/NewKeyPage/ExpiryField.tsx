import { NumberField } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { useNow } from '../../hooks/useNow';
import styles from './NewKeyForm.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long the key works. */
export function ExpiryField(props: {
  value: number;
  usual: number;
  onChange: (days: number) => void;
}) {
  const { t } = useMessages();
  const language = useLanguage();
  const now = useNow();
  const end = new Date(now.getTime() + props.value * DAY_MS);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(
    end,
  );

  return (
    <NumberField
      className={styles.days}
      label={t('keys.form.expiry')}
      secondaryLabel={t('keys.form.expiryUnit')}
      description={t('keys.form.expiryHint', { date })}
      size="medium"
      minValue={1}
      maxValue={3650}
      value={props.value}
      onChange={days =>
        props.onChange(Number.isFinite(days) ? days : props.usual)
      }
    />
  );
}
