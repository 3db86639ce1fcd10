import { useMessages } from '../../hooks/useMessages';
import { Page } from '../Page';
import { ModelDecisions } from './ModelDecisions';

/** Which models wait for a decision, and what was decided about the others? */
export function ModelDecisionsPage() {
  const { t } = useMessages();
  return (
    <Page title={t('governance.areas.models')}>
      <ModelDecisions />
    </Page>
  );
}
