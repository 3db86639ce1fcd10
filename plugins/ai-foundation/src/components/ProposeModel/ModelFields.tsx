import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';
import { ProposalChoices } from './proposalProblems';
import { ChoiceField, LineField } from './ProposalFields';
import styles from './ProposeModel.module.css';
import { ProposalForm } from './useProposalForm';

const LIFECYCLES = ['experimental', 'production', 'deprecated'] as const;

/** Which model it is, and who answers for it. */
export function ModelFields(props: {
  form: ProposalForm;
  choices: ProposalChoices;
}) {
  const { t } = useMessages();
  const { form, choices } = props;
  return (
    <Section title={t('models.propose.about')}>
      <div className={styles.fields}>
        <ChoiceField
          form={form}
          field="/spec/provider"
          isRequired
          hint={t('models.propose.fields.providerHint')}
          options={choices.providers.map(({ id, external }) => ({
            id,
            label: t(
              `models.propose.providers.${external ? 'outside' : 'inside'}`,
              { id },
            ),
          }))}
        />
        <LineField
          form={form}
          field="/spec/providerModel"
          isRequired
          hint={t('models.propose.fields.providerModelHint')}
        />
        <LineField
          form={form}
          field="/metadata/name"
          isRequired
          hint={t('models.propose.fields.nameHint')}
        />
        <LineField
          form={form}
          field="/metadata/title"
          hint={t('models.propose.fields.titleHint')}
        />
        <LineField
          form={form}
          field="/metadata/description"
          hint={t('models.propose.fields.descriptionHint')}
        />
        <ChoiceField
          form={form}
          field="/spec/type"
          isRequired
          options={[
            { id: 'chat', label: t('models.propose.types.chat') },
            { id: 'embedding', label: t('models.propose.types.embedding') },
          ]}
        />
        <ChoiceField
          form={form}
          field="/spec/lifecycle"
          isRequired
          options={LIFECYCLES.map(id => ({
            id,
            label: t(`models.propose.lifecycles.${id}`),
          }))}
        />
        <ChoiceField
          form={form}
          field="/spec/tier"
          isRequired
          options={choices.tiers.map(({ name, title }) => ({
            id: name,
            label: title,
          }))}
        />
        <LineField
          form={form}
          field="/spec/owner"
          isRequired
          hint={t('models.propose.fields.ownerHint')}
        />
      </div>
    </Section>
  );
}
