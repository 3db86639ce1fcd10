import { useMessages } from '../../hooks/useMessages';
import { Page } from '../Page';
import { CostCeilings } from './CostCeilings';

/** What may be spent, and what happens when it is? */
export function CeilingsPage() {
  const { t } = useMessages();
  return (
    <Page title={t('governance.areas.ceilings')}>
      <CostCeilings />
    </Page>
  );
}
