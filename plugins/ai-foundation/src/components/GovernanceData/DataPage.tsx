import { useMessages } from '../../hooks/useMessages';
import { Page } from '../Page';
import { ClassificationRules } from './ClassificationRules';
import { DataSources } from './DataSources';
import { InitialSetSection } from './InitialSetSection';
import { TierScheme } from './TierScheme';

/** Which data is there, how sensitive is it, and who says so? */
export function DataPage() {
  const { t } = useMessages();
  return (
    <Page
      title={t('governance.areas.data')}
      description={t('data.description')}
    >
      <DataSources />
      <InitialSetSection />
      <TierScheme />
      <ClassificationRules />
    </Page>
  );
}
