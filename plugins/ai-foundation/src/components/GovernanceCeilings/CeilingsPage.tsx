import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Route, Routes } from 'react-router-dom';
import { useAnswer } from '../../hooks/useAnswer';
import { useCeilings } from '../../hooks/useCeilings';
import { useMessages } from '../../hooks/useMessages';
import { Page } from '../Page';
import { CeilingEvents } from './CeilingEvents';
import { CostCeilings } from './CostCeilings';
import { DrillPage } from './DrillPage';
import { Drills } from './Drills';
import { Raises } from './Raises';

/** The ceilings, and below them the record of each drill. */
export function CeilingsPage() {
  return (
    <Routes>
      <Route index element={<AllCeilings />} />
      <Route path="drills/:id" element={<DrillPage />} />
    </Routes>
  );
}

/** What may be spent, and what happens when it is? */
export function AllCeilings() {
  const { t } = useMessages();
  const ceilings = useCeilings();
  const raises = useAnswer(api.listCeilingRaises);
  const drills = useAnswer(api.listCeilingDrills);
  const reload = () => {
    ceilings.reload();
    raises.reload();
    drills.reload();
  };
  return (
    <Page title={t('governance.areas.ceilings')}>
      <CostCeilings ceilings={ceilings} onDone={reload} />
      <Raises raises={raises} onDone={reload} />
      <CeilingEvents />
      <Drills drills={drills} />
    </Page>
  );
}
