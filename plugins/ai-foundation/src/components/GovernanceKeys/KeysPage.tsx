import { useKeys } from '../../hooks/useKeys';
import { useMessages } from '../../hooks/useMessages';
import { KeysTable } from '../KeysTable';
import { Page } from '../Page';
import { Section } from '../Section';
import { KeyRequestDecisions } from './KeyRequestDecisions';

/** Which key requests wait for a decision, and which keys are there? */
export function KeysPage() {
  const { t } = useMessages();
  const keys = useKeys();
  return (
    <Page title={t('governance.areas.keys')}>
      <KeyRequestDecisions />
      <Section
        title={t('keyRequests.decide.keys')}
        description={t('keyRequests.decide.keysWhy')}
      >
        <KeysTable keys={keys} />
      </Section>
    </Page>
  );
}
