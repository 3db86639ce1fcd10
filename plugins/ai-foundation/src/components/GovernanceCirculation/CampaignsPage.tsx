import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { useCampaigns } from '../../hooks/useCampaigns';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Page } from '../Page';
import { Section } from '../Section';
import { campaignColumns } from './campaignColumns';

/** Who was reached by which version of the policy? */
export function CampaignsPage() {
  const { t } = useMessages();
  const campaigns = useCampaigns();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const columns = useMemo(
    () => campaignColumns(t, version => `${root}/circulation/${version}`),
    [t, root],
  );
  const label = t('circulation.campaigns');

  return (
    <Page
      title={t('circulation.title')}
      description={t('circulation.description')}
    >
      <Section title={label} description={t('circulation.campaignsWhy')}>
        <Answered
          answer={campaigns}
          loading={
            <DataTable label={label} columns={columns} rows={undefined} />
          }
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('circulation.none')}
              description={t('circulation.noneWhy')}
            />
          }
        >
          {({ items }) => (
            <DataTable
              label={label}
              columns={columns}
              rows={items.map(campaign => ({
                ...campaign,
                id: campaign.version,
              }))}
            />
          )}
        </Answered>
      </Section>
    </Page>
  );
}
