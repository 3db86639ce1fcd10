import { useMessages } from '../../hooks/useMessages';
import { Page } from '../Page';
import { CostCeilings } from './CostCeilings';
import { ModelDecisions } from './ModelDecisions';

/** What waits for a decision of mine, and what was decided? */
export function GovernancePage() {
  const { t } = useMessages();
  return (
    <Page
      title={t('governance.title')}
      description={t('governance.description')}
    >
      <ModelDecisions />
      <CostCeilings />
    </Page>
  );
}
