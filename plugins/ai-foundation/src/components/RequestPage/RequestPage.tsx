import { gatewaySimulatePermission } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Flex } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useMessages } from '../../hooks/useMessages';
import { useRequest } from '../../hooks/useRequest';
import { requestsRouteRef, simulatorRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { RequestAttempts } from './RequestAttempts';
import { RequestContents } from './RequestContents';
import { RequestStory } from './RequestStory';
import { RequestUsage } from './RequestUsage';

/** Why did this request go as it did? */
export function RequestPage() {
  const { t } = useMessages();
  const { id = '' } = useParams();
  const request = useRequest(id);
  const requestsHref = useRouteRef(requestsRouteRef)?.();
  const simulatorHref = useRouteRef(simulatorRouteRef)?.();
  const maySimulate = usePermission({
    permission: gatewaySimulatePermission,
  }).allowed;
  const title = t('requests.one.title', { id });

  return (
    <BreadcrumbEntry entry={{ label: title, href: id }}>
      <Page
        title={title}
        action={
          <Flex gap="2">
            {maySimulate && simulatorHref && (
              <ButtonLink
                variant="secondary"
                href={`${simulatorHref}?request=${encodeURIComponent(id)}`}
              >
                {t('simulator.again')}
              </ButtonLink>
            )}
            <ButtonLink variant="secondary" href={requestsHref}>
              {t('requests.one.back')}
            </ButtonLink>
          </Flex>
        }
      >
        <Answered
          answer={request}
          loading={
            <Section title={t('requests.one.story')}>
              <Lines count={8} height={32} />
            </Section>
          }
        >
          {value => (
            <>
              <RequestStory request={value} />
              <RequestAttempts request={value} />
              <RequestUsage request={value} />
              <RequestContents request={value} />
            </>
          )}
        </Answered>
      </Page>
    </BreadcrumbEntry>
  );
}
