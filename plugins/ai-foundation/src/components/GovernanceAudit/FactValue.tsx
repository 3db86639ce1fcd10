import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { Money } from '../Money';
import { exactTime } from '../RelativeTime';
import styles from './GovernanceAudit.module.css';
import { PartyName } from './PartyName';

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A recorded value as a person reads it. */
export function FactValue(props: { name: string; value: unknown }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { name, value } = props;
  if (value === undefined) {
    return <>{t('audit.entry.nothing')}</>;
  }
  if (Array.isArray(value)) {
    return (
      <ul className={styles.values}>
        {value.map(item => (
          <li key={String(item)}>
            <FactValue name={name} value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'boolean') {
    return <>{t(value ? 'audit.yes' : 'audit.no')}</>;
  }
  if (typeof value === 'number' && name.endsWith(' ms')) {
    return <>{exactTime(new Date(value), language)}</>;
  }
  if (typeof value === 'object') {
    return <code>{JSON.stringify(value)}</code>;
  }
  const text = String(value);
  if (name.endsWith('pico usd') && /^-?\d+$/.test(text)) {
    return <Money picoUsd={text} />;
  }
  return INSTANT.test(text) ? (
    <>{exactTime(new Date(text), language)}</>
  ) : (
    <PartyName text={text} />
  );
}
