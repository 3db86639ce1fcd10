import {
  acknowledgementReadAllPermission,
  TeamAcknowledgements,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { useMemo } from 'react';
import { Translate, useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { useTeamAcknowledgements } from '../../hooks/useTeamAcknowledgements';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status, Tone } from '../Status';
import { TeamRollUp } from './TeamRollUp';

type MemberRow = TeamAcknowledgements['members'][number] & { id: string };

/** Who of the team has acknowledged the policy in force, for who may know. */
export function Acknowledgements(props: { teamRef: string }) {
  const { allowed } = usePermission({
    permission: acknowledgementReadAllPermission,
  });
  const profile = useProfile();
  const isMember = profile.value?.teams.some(
    ({ ref }) => ref === props.teamRef,
  );
  return allowed || isMember ? <Members teamRef={props.teamRef} /> : null;
}

function Members(props: { teamRef: string }) {
  const { t } = useMessages();
  const acknowledgements = useTeamAcknowledgements(props.teamRef);
  const columns = useMemo(() => columnsOf(t), [t]);
  const label = t('teams.acknowledgements.label');
  const version = acknowledgements.value?.version;

  return (
    <Section
      title={t('teams.acknowledgements.title')}
      description={
        version && t('teams.acknowledgements.description', { version })
      }
    >
      <Answered
        answer={acknowledgements}
        loading={<DataTable label={label} columns={columns} rows={undefined} />}
        isEmpty={({ members }) => members.length === 0}
        empty={<EmptyNotice title={t('teams.acknowledgements.empty')} />}
      >
        {({ members, rollUp }) => (
          <Flex direction="column" gap="3">
            <TeamRollUp rollUp={rollUp} />
            <DataTable
              label={label}
              columns={columns}
              rows={members.map(member => ({ ...member, id: member.userRef }))}
              initialSort={{ column: 'state', direction: 'descending' }}
            />
          </Flex>
        )}
      </Answered>
    </Section>
  );
}

function columnsOf(t: Translate): Array<DataColumn<MemberRow>> {
  return [
    {
      id: 'member',
      label: t('teams.acknowledgements.member'),
      sortBy: member => member.name,
      cell: member => <EntityName entityRef={member.userRef} />,
    },
    {
      id: 'state',
      label: t('teams.acknowledgements.state'),
      kind: 'short',
      sortBy: member => member.state,
      cell: member => <MemberState member={member} />,
    },
    {
      id: 'keys',
      label: t('teams.acknowledgements.keys'),
      kind: 'short',
      sortBy: member => Number(member.holdsKeys),
      cell: member =>
        member.holdsKeys ? t('teams.acknowledgements.holdsKeys') : '–',
    },
    {
      id: 'when',
      label: t('teams.acknowledgements.when'),
      kind: 'short',
      sortBy: member => member.acknowledgedAt ?? '',
      cell: member =>
        member.acknowledgedAt ? (
          <RelativeTime instant={member.acknowledgedAt} />
        ) : (
          '–'
        ),
    },
  ];
}

const TONES: Record<MemberRow['state'], Tone> = {
  not_requested: 'neutral',
  pending: 'neutral',
  acknowledged: 'positive',
  outdated: 'warning',
  declined: 'negative',
  overdue: 'negative',
  exempt: 'neutral',
};

function MemberState(props: { member: MemberRow }) {
  const { t } = useMessages();
  const { state, version } = props.member;
  return (
    <Status tone={TONES[state]}>
      {state === 'outdated' && version
        ? t('teams.acknowledgements.onlyVersion', { version })
        : t(`teams.acknowledgements.states.${state}`)}
    </Status>
  );
}
