import { Profile } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { Flex, Link, Text } from '@backstage/ui';
import { useCeilings } from '../../hooks/useCeilings';
import { useMessages } from '../../hooks/useMessages';
import { useTeam } from '../../hooks/useTeam';
import { teamRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { CeilingMeter } from '../CeilingMeter';
import { Lines } from '../Lines';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { Section } from '../Section';

/** What my teams have spent this month, and against which ceilings. */
export function MySpend(props: { profile: Profile }) {
  const { t } = useMessages();
  const { teams } = props.profile;
  const ceilings = useCeilings();
  const concerns = new Set(teams.map(team => team.ref));

  return (
    <Section title={t('home.spend.title')}>
      <Flex direction="column" gap="5">
        {teams.length === 0 && <Text>{t('home.spend.noTeam')}</Text>}
        {teams.map(team => (
          <TeamSpend key={team.ref} teamRef={team.ref} title={team.title} />
        ))}
        <Answered
          answer={ceilings}
          loading={<Lines count={2} />}
          isEmpty={({ items }) => items.length === 0}
          empty={<Text color="secondary">{t('common.ceiling.none')}</Text>}
        >
          {({ items }) =>
            items
              .filter(
                ({ scope }) =>
                  scope.kind === 'organisation' ||
                  (scope.kind === 'team' && concerns.has(scope.ref)),
              )
              .map(ceiling => (
                <CeilingMeter key={ceiling.id} ceiling={ceiling} />
              ))
          }
        </Answered>
      </Flex>
    </Section>
  );
}

function TeamSpend(props: { teamRef: string; title: string }) {
  const { t } = useMessages();
  const team = useTeam(props.teamRef);
  const teamRoute = useRouteRef(teamRouteRef);
  const { namespace, name } = parseEntityRef(props.teamRef);
  return (
    <Answered answer={team} loading={<Lines count={2} />}>
      {({ month }) => (
        <div>
          <Flex justify="between" gap="3" align="baseline">
            <Link
              variant="body-medium"
              weight="bold"
              href={teamRoute?.({ namespace, name })}
            >
              {props.title}
            </Link>
            <Text variant="title-x-small" weight="bold">
              <Money picoUsd={month.costPicoUsd} />
            </Text>
          </Flex>
          <Text as="p" variant="body-small" color="secondary">
            {t('home.spend.requests', {
              count: month.requests,
              requests: <Quantity value={month.requests} />,
              failed: <Quantity value={month.failedRequests} />,
            })}
          </Text>
        </div>
      )}
    </Answered>
  );
}
