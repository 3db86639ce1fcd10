import { Radio, RadioGroup } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';
import { LineField, LinesField } from './ProposalFields';
import styles from './ProposeModel.module.css';
import { ProposalForm } from './useProposalForm';

/** How much it can take, what it must not be used for, and what becomes of the data. */
export function UseFields(props: { form: ProposalForm }) {
  const { t } = useMessages();
  const { form } = props;
  const [isUnrestricted, setUnrestricted] = useState(false);

  const choose = (choice: string) => {
    const none = choice === 'unrestricted';
    setUnrestricted(none);
    // The two contradict each other; the other's words would be in the file.
    form.set(none ? '/spec/restrictions' : '/spec/unrestrictedBecause', '');
  };

  return (
    <>
      <Section title={t('models.propose.limits')}>
        <div className={styles.rates}>
          <LineField form={form} field="/spec/contextWindow" isRequired />
          <LineField form={form} field="/spec/maxOutputTokens" isRequired />
        </div>
      </Section>
      <Section title={t('models.propose.use')}>
        <div className={styles.fields}>
          <RadioGroup
            label={t('models.propose.restrictions')}
            value={isUnrestricted ? 'unrestricted' : 'restricted'}
            onChange={choose}
          >
            <Radio value="restricted">{t('models.propose.restricted')}</Radio>
            <Radio value="unrestricted">
              {t('models.propose.unrestricted')}
            </Radio>
          </RadioGroup>
          {isUnrestricted ? (
            <LineField
              form={form}
              field="/spec/unrestrictedBecause"
              isRequired
            />
          ) : (
            <LinesField
              form={form}
              field="/spec/restrictions"
              isRequired
              hint={t('models.propose.fields.restrictionsHint')}
            />
          )}
          <LinesField
            form={form}
            field="/spec/dataUse"
            isRequired
            hint={t('models.propose.fields.dataUseHint')}
          />
        </div>
      </Section>
    </>
  );
}
