import { useMessages } from '../../hooks/useMessages';
import { Page } from '../Page';
import { FindingRegister } from './FindingRegister';

/** What came before its stage, and what was decided about it? */
export function FindingsPage() {
  const { t } = useMessages();
  return (
    <Page
      title={t('governance.areas.findings')}
      description={t('findings.description')}
    >
      <FindingRegister />
    </Page>
  );
}
