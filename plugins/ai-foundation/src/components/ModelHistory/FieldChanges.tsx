import { FieldChange } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import styles from './ModelHistory.module.css';

/** What became of the governed fields, one a line. */
export function FieldChanges(props: { changes: FieldChange[] }) {
  const { t } = useMessages();
  return (
    <ul className={styles.changes}>
      {props.changes.map(({ field, before, after }) => (
        <li key={field}>
          {before === undefined || after === undefined
            ? t(
                `models.history.${before === undefined ? 'added' : 'removed'}`,
                {
                  field,
                  before: before ?? '',
                  after: after ?? '',
                },
              )
            : t('models.history.changed', { field, before, after })}
        </li>
      ))}
    </ul>
  );
}
