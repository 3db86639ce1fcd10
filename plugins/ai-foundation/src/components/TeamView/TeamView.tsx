import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Link, Skeleton } from '@backstage/ui';
import { useCeilings } from '../../hooks/useCeilings';
import { useKeys } from '../../hooks/useKeys';
import { useMessages } from '../../hooks/useMessages';
import { useRequests } from '../../hooks/useRequests';
import { useTeam } from '../../hooks/useTeam';
import { newKeyRouteRef, requestsRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { KeysTable } from '../KeysTable';
import { RequestsTable } from '../RequestsTable';
import { Section } from '../Section';
import { SpendSection } from '../SpendSection';
import { Acknowledgements } from './Acknowledgements';
import { TeamFigures } from './TeamFigures';

/** A team's month: how it stands, and what drives it. */
export function TeamView(props: { teamRef: string }) {
  const { t } = useMessages();
  const { teamRef } = props;
  const team = useTeam(teamRef);
  const ceilings = useCeilings(teamRef);
  const keys = useKeys(teamRef);
  const requests = useRequests({ team: teamRef, limit: 10 });
  const requestsHref = useRouteRef(requestsRouteRef)?.();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const query = `team=${encodeURIComponent(teamRef)}`;

  return (
    <Flex direction="column" gap="5">
      <Answered answer={team} loading={<Skeleton width="100%" height={104} />}>
        {value => (
          <TeamFigures team={value} ceilings={ceilings.value?.items ?? []} />
        )}
      </Answered>
      <SpendSection title={t('teams.spend')} query={{ team: teamRef }} />
      <Section title={t('teams.keys')}>
        <KeysTable
          keys={keys}
          emptyAction={
            <ButtonLink
              variant="primary"
              href={`${newKeyHref}?owner=${encodeURIComponent(teamRef)}`}
            >
              {t('keys.getKey')}
            </ButtonLink>
          }
        />
      </Section>
      <Section
        title={t('teams.requests')}
        action={
          <Link href={`${requestsHref}?${query}`}>
            {t('teams.allRequests')}
          </Link>
        }
      >
        <RequestsTable requests={requests} without={['team']} />
      </Section>
      <Acknowledgements teamRef={teamRef} />
    </Flex>
  );
}
