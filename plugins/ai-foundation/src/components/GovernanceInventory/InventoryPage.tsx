import {
  api,
  inventoryReadAllPermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink } from '@backstage/ui';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { reportUsageRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { Completeness } from './Completeness';
import { DiscoveryRuns } from './DiscoveryRuns';
import { KnownUses } from './KnownUses';
import { TeamAnswers } from './TeamAnswers';

/** What generative AI is used today, and is that all? */
export function InventoryPage() {
  const { t } = useMessages();
  const inventory = useAnswer(api.getInventory, {}, { refreshSeconds: 60 });
  const readsAll = usePermission({
    permission: inventoryReadAllPermission,
  }).allowed;
  const reportHref = useRouteRef(reportUsageRouteRef)?.();
  return (
    <Page
      title={t('governance.areas.inventory')}
      description={t('inventory.description')}
      action={
        <ButtonLink variant="primary" href={reportHref}>
          {t('inventory.report')}
        </ButtonLink>
      }
    >
      <Answered
        answer={inventory}
        loading={
          <Section title={t('inventory.teams')}>
            <Lines count={5} />
          </Section>
        }
      >
        {value => (
          <>
            <TeamAnswers teams={value.teams} />
            <Completeness inventory={value} onChange={inventory.reload} />
            <KnownUses
              items={value.items}
              teams={value.teams}
              onChange={inventory.reload}
            />
            {readsAll && (
              <DiscoveryRuns runs={value.runs} onChange={inventory.reload} />
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}
