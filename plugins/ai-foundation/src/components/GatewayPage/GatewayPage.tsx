import { useGatewayHealth } from '../../hooks/useGatewayHealth';
import { useMessages } from '../../hooks/useMessages';
import { useValidation } from '../../hooks/useValidation';
import { Page } from '../Page';
import { HealthSection } from './HealthSection';
import { InstancesSection } from './InstancesSection';
import { ProofSection } from './ProofSection';
import { ProvidersSection } from './ProvidersSection';

/** Is the gateway well, and how do we know? */
export function GatewayPage() {
  const { t } = useMessages();
  const health = useGatewayHealth();
  const validation = useValidation();
  return (
    <Page title={t('gateway.title')} description={t('gateway.description')}>
      <HealthSection health={health} />
      <ProofSection validation={validation} />
      <ProvidersSection health={health} validation={validation} />
      <InstancesSection health={health} />
    </Page>
  );
}
