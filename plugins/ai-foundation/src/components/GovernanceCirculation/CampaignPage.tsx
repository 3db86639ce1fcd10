import {
  CampaignDetail,
  campaignManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Flex, Link, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { Answer } from '../../hooks/useAnswer';
import { useCampaign } from '../../hooks/useCampaign';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { Lines } from '../Lines';
import { SubjectHistory } from '../GovernanceAudit';
import { Page } from '../Page';
import { Section } from '../Section';
import { groupColumns } from './campaignColumns';
import { CampaignFacts } from './CampaignFacts';
import { CampaignPeople } from './CampaignPeople';
import { CampaignProgressFigures } from './CampaignProgressFigures';
import { DueButton } from './DueButton';
import { ExportCampaign } from './ExportCampaign';

/** How far has one version of the policy got, and who is missing? */
export function CampaignPage() {
  const { t } = useMessages();
  const { version = '' } = useParams();
  const campaign = useCampaign(version);
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  return (
    <Page title={t('circulation.campaign', { version })}>
      <Link href={`${root}/circulation`}>{t('circulation.all')}</Link>
      <Answered answer={campaign} loading={<Lines count={8} />}>
        {value => <CampaignView campaign={value} answer={campaign} />}
      </Answered>
    </Page>
  );
}

function CampaignView(props: {
  campaign: CampaignDetail;
  answer: Answer<CampaignDetail>;
}) {
  const { t } = useMessages();
  const { campaign, answer } = props;
  const { version } = campaign;
  const manage = usePermission({ permission: campaignManagePermission });
  const maySteer = manage.allowed && campaign.closedAt === undefined;
  const { set } = useFilters();
  const columns = useMemo(
    () =>
      groupColumns(t, group =>
        set({ group, state: undefined, cursor: undefined }),
      ),
    [t, set],
  );

  return (
    <>
      <CampaignProgressFigures progress={campaign.progress} />
      <Section
        title={t('circulation.facts.title')}
        action={
          manage.allowed && (
            <Flex gap="2" style={{ flexWrap: 'wrap' }}>
              {maySteer && campaign.asks === 'acknowledge' && (
                <DueButton campaign={campaign} onChanged={answer.reload} />
              )}
              <ExportCampaign version={version} />
            </Flex>
          )
        }
      >
        <Flex direction="column" gap="3">
          {!manage.loading && !manage.allowed && (
            <Text as="p" variant="body-small" color="secondary">
              {t('circulation.readOnly')}
            </Text>
          )}
          <CampaignFacts campaign={campaign} />
        </Flex>
      </Section>
      <Section
        title={t('circulation.groups')}
        description={t('circulation.groupsWhy')}
      >
        <DataTable
          label={t('circulation.groups')}
          columns={columns}
          rows={campaign.groups.map(group => ({
            ...group,
            id: group.groupRef,
          }))}
        />
      </Section>
      <CampaignPeople
        campaign={campaign}
        mayExempt={maySteer}
        onChanged={answer.reload}
      />
      <SubjectHistory subject={`campaign:${version}`} />
    </>
  );
}
