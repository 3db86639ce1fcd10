import { Button, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { CodeBlock } from '../CodeBlock';
import { Section } from '../Section';
import { Status } from '../Status';
import { yamlOf } from './Proposal';
import styles from './ProposeModel.module.css';
import { ProposalForm } from './useProposalForm';

/** The file that the form writes, and what to do with it. */
export function ProposalFile(props: { form: ProposalForm }) {
  const { t } = useMessages();
  const { form } = props;
  const yaml = yamlOf(form.proposal);
  const count = form.problems.size;
  const fileName = t('models.propose.yamlName', {
    name: form.proposal['/metadata/name']?.trim() || 'model',
  });
  return (
    <>
      <Section title={t('models.propose.yaml')}>
        <div className={styles.fields}>
          {count === 0 ? (
            <Status tone="positive">{t('models.propose.complete')}</Status>
          ) : (
            <div className={styles.figure}>
              <Status tone="warning">
                {t('models.propose.incomplete', { count })}
              </Status>
              <Button variant="secondary" size="small" onPress={form.showAll}>
                {t('models.propose.showMissing')}
              </Button>
            </div>
          )}
          <CodeBlock code={yaml} caption={fileName} />
          <div>
            <Button
              variant="primary"
              isDisabled={count > 0}
              onPress={() => download(fileName, yaml)}
            >
              {t('models.propose.download')}
            </Button>
          </div>
        </div>
      </Section>
      <Section title={t('models.propose.next')}>
        <Text as="p">{t('models.propose.nextSteps')}</Text>
      </Section>
    </>
  );
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = `data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`;
  link.click();
}
