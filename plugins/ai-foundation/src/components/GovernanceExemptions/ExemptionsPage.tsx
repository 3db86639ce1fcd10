import {
  api,
  Exemption,
  exemptionRequestPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { ActDialog, ExemptionAct } from './ActDialog';
import { ExemptionList } from './ExemptionList';
import { RequestDialog } from './RequestDialog';

const waitsForMe = ({ may }: Exemption) => may.decideAs.length > 0;

/** Who may break which rule until when, and what waits for me? */
export function ExemptionsPage() {
  const { t } = useMessages();
  const exemptions = useAnswer(api.listExemptions);
  const mayRequest = usePermission({ permission: exemptionRequestPermission });
  const [isRequesting, setRequesting] = useState(false);
  const [act, setAct] = useState<ExemptionAct>();

  return (
    <Page
      title={t('governance.areas.exemptions')}
      description={t('exemptions.description')}
      action={
        mayRequest.allowed && (
          <Button
            variant="primary"
            isDisabled={!exemptions.value}
            onPress={() => setRequesting(true)}
          >
            {t('exemptions.request')}
          </Button>
        )
      }
    >
      {exemptions.value?.items.some(waitsForMe) && (
        <Section
          title={t('exemptions.toDecide')}
          description={t('exemptions.toDecideWhy')}
        >
          <ExemptionList
            items={exemptions.value.items.filter(waitsForMe)}
            isOpen
            onAct={setAct}
          />
        </Section>
      )}
      <Section
        title={t('exemptions.others')}
        description={t('exemptions.othersWhy')}
      >
        <Answered
          answer={exemptions}
          loading={<Lines count={4} />}
          isEmpty={({ items }) => items.every(waitsForMe)}
          empty={
            <EmptyNotice
              title={t('exemptions.none')}
              description={t('exemptions.noneWhy')}
            />
          }
        >
          {({ items }) => (
            <ExemptionList
              items={items.filter(item => !waitsForMe(item))}
              onAct={setAct}
            />
          )}
        </Answered>
      </Section>
      {isRequesting && exemptions.value && (
        <RequestDialog
          maxDays={exemptions.value.maxDays}
          onRequested={exemptions.reload}
          onClose={() => setRequesting(false)}
        />
      )}
      {act && (
        <ActDialog
          key={act.exemption.id}
          act={act}
          onDone={exemptions.reload}
          onClose={() => setAct(undefined)}
        />
      )}
    </Page>
  );
}
