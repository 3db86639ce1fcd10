import {
  GatewayHealth,
  ProviderRecord,
  ValidationState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status, Tone } from '../Status';
import { Measures } from './HealthSection';
import { ControlOfReplica, worstControls } from './worstControls';

type ProviderRow = ProviderRecord & {
  id: string;
  /** As requests meet it now. */
  upstream: ControlOfReplica | undefined;
};

const TONES: Record<ControlOfReplica['state'], Tone> = {
  working: 'positive',
  degraded: 'warning',
  failed: 'negative',
};

/** Where requests go: whether the credential is known there, and how it serves now. */
export function ProvidersSection(props: {
  health: Answer<GatewayHealth>;
  validation: Answer<{ items: ValidationState[] }>;
}) {
  const { t } = useMessages();
  const { health, validation } = props;
  const latest = validation.value?.items.find(
    ({ kind }) => kind === 'providers',
  )?.latest;
  // The section above says what is wrong; here would be the same words.
  if (!validation.value && validation.error) {
    return null;
  }
  return (
    <Section
      title={t('gateway.providers.title')}
      description={
        latest &&
        t('gateway.providers.checked', {
          when: <RelativeTime instant={latest.startedAt} />,
        })
      }
    >
      <Answered
        answer={validation}
        loading={<Lines count={2} />}
        isEmpty={() => !latest?.providers?.length}
        empty={
          <EmptyNotice
            title={t('gateway.providers.none')}
            description={t('gateway.providers.noneWhy')}
          />
        }
      >
        {() => (
          <Providers
            rows={(latest?.providers ?? []).map(record => ({
              ...record,
              id: record.provider,
              upstream:
                health.value &&
                worstControls(health.value).find(
                  ({ id }) => id === `upstream:${record.provider}`,
                ),
            }))}
          />
        )}
      </Answered>
    </Section>
  );
}

function Providers({ rows }: { rows: ProviderRow[] }) {
  const { t } = useMessages();
  const columns: Array<DataColumn<ProviderRow>> = [
    {
      id: 'name',
      label: t('gateway.providers.name'),
      cell: ({ host, provider }) => (
        <>
          {provider}
          <Text as="div" variant="body-small">
            {host}
          </Text>
        </>
      ),
      sortBy: ({ provider }) => provider,
    },
    {
      id: 'credential',
      label: t('gateway.providers.credential'),
      kind: 'words',
      cell: ({ credentialFingerprint, httpStatus }) => (
        <>
          <Status tone={httpStatus === 200 ? 'positive' : 'negative'}>
            {t(
              httpStatus === 200
                ? 'gateway.providers.accepted'
                : 'gateway.providers.refused',
            )}
          </Status>
          <Text as="div" variant="body-small">
            {t('gateway.providers.fingerprint', {
              fingerprint: credentialFingerprint,
            })}
          </Text>
        </>
      ),
    },
    {
      id: 'now',
      label: t('gateway.providers.now'),
      kind: 'words',
      cell: ({ upstream }) =>
        upstream ? (
          <>
            <Status tone={TONES[upstream.state]}>
              {t(`gateway.health.controlStates.${upstream.state}`)}
            </Status>
            {upstream.reason && (
              <Text as="div" variant="body-small">
                {upstream.reason}
              </Text>
            )}
            <Measures control={upstream} />
          </>
        ) : (
          t('gateway.providers.unknown')
        ),
    },
    {
      id: 'connection',
      label: t('gateway.providers.connection'),
      kind: 'words',
      cell: ({ isEncrypted, standIn }) => (
        <>
          {t(
            isEncrypted
              ? 'gateway.providers.encrypted'
              : 'gateway.providers.notEncrypted',
          )}
          <Text as="div" variant="body-small">
            {standIn === undefined
              ? t('gateway.providers.real')
              : `${t('gateway.providers.standIn')}: ${standIn}`}
          </Text>
        </>
      ),
    },
    {
      id: 'latency',
      label: t('gateway.providers.latency'),
      unit: 'ms',
      kind: 'numeric',
      cell: ({ latencyMs }) => latencyMs ?? '',
      sortBy: ({ latencyMs }) => latencyMs ?? -1,
    },
    {
      id: 'account',
      label: t('gateway.providers.account'),
      kind: 'words',
      cell: ({ accountId, accountOwner }) =>
        [accountId, accountOwner].filter(Boolean).join(', ') ||
        t('gateway.providers.noAccount'),
    },
  ];
  return (
    <DataTable
      label={t('gateway.providers.label')}
      columns={columns}
      rows={rows}
    />
  );
}
