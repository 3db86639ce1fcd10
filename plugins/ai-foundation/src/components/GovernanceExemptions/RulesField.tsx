import { Checkbox, CheckboxGroup } from '@backstage/ui';
import { useCurrentAup } from '../../hooks/useCurrentAup';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import styles from './GovernanceExemptions.module.css';

/** The rules of the policy in force, to choose from by their words. */
export function RulesField(props: {
  value: string[];
  onChange: (ids: string[]) => void;
}) {
  const { t } = useMessages();
  const aup = useCurrentAup();
  return (
    <Answered answer={aup} loading={<Lines count={4} />}>
      {({ document, version }) => (
        <CheckboxGroup
          label={t('exemptions.form.rules')}
          description={t('exemptions.form.rulesOf', { version })}
          isRequired
          value={props.value}
          onChange={props.onChange}
        >
          {document.sections
            .flatMap(({ rules }) => rules)
            .map(({ id, statement }) => (
              <Checkbox key={id} value={id}>
                <span className={styles.choice}>
                  {id}
                  <span className={styles.hint}>{statement}</span>
                </span>
              </Checkbox>
            ))}
        </CheckboxGroup>
      )}
    </Answered>
  );
}
