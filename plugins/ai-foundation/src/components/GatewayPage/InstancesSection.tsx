import {
  GatewayHealth,
  GatewayReplica,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import { REPLICA_TONES } from './HealthSection';

/** Every process that serves requests. */
export function InstancesSection(props: { health: Answer<GatewayHealth> }) {
  const { t } = useMessages();
  const { error, value } = props.health;
  const columns: Array<DataColumn<GatewayReplica>> = [
    {
      id: 'host',
      label: t('gateway.replicas.host'),
      cell: ({ host, ownListener }) => (
        <>
          {host}
          {ownListener && (
            <Text as="div" variant="body-small">
              {t('gateway.replicas.ownPort')}
            </Text>
          )}
        </>
      ),
      sortBy: ({ host }) => host,
    },
    {
      id: 'state',
      label: t('gateway.replicas.state'),
      kind: 'short',
      cell: ({ state }) => (
        <Status tone={REPLICA_TONES[state]}>
          {t(`gateway.replicas.states.${state}`)}
        </Status>
      ),
      sortBy: ({ state }) => state,
    },
    {
      id: 'reported',
      label: t('gateway.replicas.reported'),
      kind: 'short',
      cell: ({ reportedAt }) => <RelativeTime instant={reportedAt} />,
      sortBy: ({ reportedAt }) => reportedAt,
    },
    {
      id: 'running',
      label: t('gateway.replicas.running'),
      kind: 'numeric',
      cell: ({ running }) => running,
      sortBy: ({ running }) => running,
    },
    {
      id: 'role',
      label: t('gateway.replicas.role'),
      kind: 'short',
      cell: ({ role }) => t(`gateway.replicas.roles.${role}`),
    },
    {
      id: 'version',
      label: t('gateway.replicas.version'),
      kind: 'short',
      cell: ({ version }) => version,
    },
    {
      id: 'started',
      label: t('gateway.replicas.started'),
      kind: 'short',
      cell: ({ startedAt }) => <RelativeTime instant={startedAt} />,
      sortBy: ({ startedAt }) => startedAt,
    },
  ];
  // The section above says what is wrong; here would be the same words.
  if (!value && error) {
    return null;
  }
  return (
    <Section
      title={t('gateway.replicas.title')}
      description={t('gateway.replicas.description')}
    >
      <DataTable
        label={t('gateway.replicas.label')}
        columns={columns}
        rows={value?.replicas}
      />
    </Section>
  );
}
