import { useMemo } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useProviders } from '../../hooks/useProviders';
import { useTiers } from '../../hooks/useTiers';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { ModelFields } from './ModelFields';
import { PriceFields } from './PriceFields';
import { ProposalFile } from './ProposalFile';
import { ProposalChoices } from './proposalProblems';
import styles from './ProposeModel.module.css';
import { UseFields } from './UseFields';
import { useProposalForm } from './useProposalForm';

/** What has to be said of a model, before somebody can decide about it? */
export function ProposeModelPage() {
  const { t } = useMessages();
  const providers = useProviders();
  const tiers = useTiers();
  const models = useModels();
  const choices = useMemo(
    () =>
      providers.value && tiers.value && models.value
        ? {
            providers: providers.value.items,
            tiers: tiers.value.items,
            models: models.value.items,
          }
        : undefined,
    [providers.value, tiers.value, models.value],
  );
  // Whichever failed is asked again.
  const failed = [providers, tiers, models].find(({ error }) => error);

  return (
    <Page
      title={t('models.propose.title')}
      description={t('models.propose.description')}
    >
      <Answered
        answer={{ ...(failed ?? models), value: choices }}
        loading={<Lines count={8} />}
      >
        {known => <Form choices={known} />}
      </Answered>
    </Page>
  );
}

function Form(props: { choices: ProposalChoices }) {
  const form = useProposalForm(props.choices);
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <ModelFields form={form} choices={props.choices} />
        <PriceFields form={form} />
        <UseFields form={form} />
      </div>
      <div className={styles.aside}>
        <ProposalFile form={form} />
      </div>
    </div>
  );
}
