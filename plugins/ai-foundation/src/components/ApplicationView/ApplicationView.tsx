import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Link } from '@backstage/ui';
import { useKeys } from '../../hooks/useKeys';
import { useMessages } from '../../hooks/useMessages';
import { useRequests } from '../../hooks/useRequests';
import { newKeyRouteRef, requestsRouteRef } from '../../routes';
import { KeysTable } from '../KeysTable';
import { RequestsTable } from '../RequestsTable';
import { Section } from '../Section';
import { SpendSection } from '../SpendSection';

/** How an application uses models: its spend, keys and requests. */
export function ApplicationView(props: { applicationRef: string }) {
  const { t } = useMessages();
  const { applicationRef } = props;
  const keys = useKeys(applicationRef);
  const requests = useRequests({ application: applicationRef, limit: 10 });
  const requestsHref = useRouteRef(requestsRouteRef)?.();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const ref = encodeURIComponent(applicationRef);

  return (
    <Flex direction="column" gap="5">
      <SpendSection
        title={t('entity.application.spend')}
        query={{ application: applicationRef }}
      />
      <Section title={t('entity.application.keys')}>
        <KeysTable
          keys={keys}
          emptyAction={
            <ButtonLink variant="primary" href={`${newKeyHref}?owner=${ref}`}>
              {t('keys.getKey')}
            </ButtonLink>
          }
        />
      </Section>
      <Section
        title={t('entity.application.requests')}
        action={
          <Link href={`${requestsHref}?application=${ref}`}>
            {t('teams.allRequests')}
          </Link>
        }
      >
        <RequestsTable requests={requests} without={['team', 'application']} />
      </Section>
    </Flex>
  );
}
