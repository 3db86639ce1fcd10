import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, TextAreaField, TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './GovernancePolicy.module.css';

type Purposes = AupDocument['purposes'];

/** What keys may be for. */
export function PurposeFields(props: {
  value: Purposes;
  onChange: (purposes: Purposes) => void;
}) {
  const { t } = useMessages();
  const { value, onChange } = props;
  const replace = (index: number, purpose: Purposes[number]) =>
    onChange(value.map((other, at) => (at === index ? purpose : other)));

  return (
    <>
      {value.map((purpose, index) => (
        <div key={index} className={styles.rule}>
          <div className={`${styles.row} ${styles.pair}`}>
            <TextField
              label={t('policyDrafts.fields.purposeTitle')}
              maxLength={100}
              value={purpose.title}
              onChange={title => replace(index, { ...purpose, title })}
            />
            <TextField
              label={t('policyDrafts.fields.purposeId')}
              maxLength={40}
              value={purpose.id}
              onChange={id => replace(index, { ...purpose, id })}
            />
          </div>
          <TextAreaField
            label={t('policyDrafts.fields.purposeDescription')}
            rows={2}
            maxLength={1_000}
            value={purpose.description}
            onChange={description =>
              replace(index, { ...purpose, description })
            }
          />
          <div>
            <Button
              size="small"
              variant="tertiary"
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              {t('policyDrafts.fields.removePurpose', { id: purpose.id })}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          variant="secondary"
          onPress={() =>
            onChange([...value, { id: '', title: '', description: '' }])
          }
        >
          {t('policyDrafts.fields.addPurpose')}
        </Button>
      </div>
    </>
  );
}
