import {
  GatewayControlHealth,
  GatewayControlState,
  GatewayHealth,
  GatewayReplicaState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { Freshness } from '../Freshness';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { Status, Tone } from '../Status';
import styles from './GatewayPage.module.css';
import { ControlOfReplica, worstControls } from './worstControls';

export const REPLICA_TONES: Record<GatewayReplicaState, Tone> = {
  ready: 'positive',
  degraded: 'warning',
  'not-ready': 'negative',
  stopping: 'neutral',
  silent: 'negative',
};

const CONTROL_TONES: Record<GatewayControlState, Tone> = {
  working: 'positive',
  degraded: 'warning',
  failed: 'negative',
};

/** Every control as it is now, with what happens where it fails. */
export function HealthSection(props: { health: Answer<GatewayHealth> }) {
  const { t } = useMessages();
  return (
    <Section
      title={t('gateway.health.title')}
      description={
        props.health.value &&
        t('gateway.health.reached', { url: props.health.value.baseUrl })
      }
      action={<Freshness answer={props.health} />}
    >
      <Answered answer={props.health} loading={<Lines count={4} />}>
        {health => <Controls health={health} />}
      </Answered>
    </Section>
  );
}

function Controls({ health }: { health: GatewayHealth }) {
  const { t } = useMessages();
  const columns: Array<DataColumn<ControlOfReplica>> = [
    {
      id: 'title',
      label: t('gateway.health.control'),
      cell: ({ title }) => title,
      sortBy: ({ title }) => title,
    },
    {
      id: 'state',
      label: t('gateway.health.controlState'),
      kind: 'words',
      cell: control => <ControlState control={control} />,
    },
    {
      id: 'fail-mode',
      label: t('gateway.health.failMode'),
      kind: 'words',
      cell: ({ effect, failMode }) => (
        <>
          <Text as="div" variant="body-small" weight="bold">
            {t(`gateway.health.failModes.${failMode}`)}
          </Text>
          <Text as="div" variant="body-small">
            {effect}
          </Text>
        </>
      ),
    },
  ];
  return (
    <div className={styles.stack}>
      <Status tone={REPLICA_TONES[health.state]}>
        {t(`gateway.health.state.${health.state}`)}
      </Status>
      <DataTable
        label={t('gateway.health.controls')}
        columns={columns}
        rows={worstControls(health)}
      />
    </div>
  );
}

function ControlState({ control }: { control: ControlOfReplica }) {
  const { t } = useMessages();
  const { host, reason, state } = control;
  return (
    <div>
      <Status tone={CONTROL_TONES[state]}>
        {t(`gateway.health.controlStates.${state}`)}
      </Status>
      {reason && (
        <Text as="div" variant="body-small">
          {reason}
          {state !== 'working' && ` ${t('gateway.health.where', { host })}`}
        </Text>
      )}
      <Measures control={control} />
    </div>
  );
}

/** The figures that a control's state follows from. */
export function Measures(props: {
  control: Pick<GatewayControlHealth, 'measures'>;
}) {
  const { t } = useMessages();
  const language = useLanguage();
  return (
    <>
      {props.control.measures.map(({ name, unit, value }) => (
        <Text as="div" variant="body-small" key={name}>
          {t('gateway.health.measure', {
            name,
            value: value.toLocaleString(language, {
              maximumFractionDigits: 1,
            }),
            unit: t(`gateway.health.units.${unit}`),
          })}
        </Text>
      ))}
    </>
  );
}
