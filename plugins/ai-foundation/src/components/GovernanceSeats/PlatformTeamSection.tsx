import {
  api,
  seatManagePermission,
  Seats,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, TextAreaField, TextField } from '@backstage/ui';
import { Fragment, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Fact, Facts } from '../Facts';
import { FormDialog } from '../FormDialog';
import { Section } from '../Section';

/** Which group runs the platform, with whom and how much of their time. */
export function PlatformTeamSection(props: {
  seats: Seats;
  onChange: () => void;
}) {
  const { t } = useMessages();
  const mayManage = usePermission({ permission: seatManagePermission }).allowed;
  const [isNaming, setNaming] = useState(false);
  const team = props.seats.platformTeam;
  return (
    <Section
      title={t('seats.platform')}
      description={t('seats.platformWhy')}
      action={
        mayManage && (
          <Button variant="secondary" onPress={() => setNaming(true)}>
            {t('seats.namePlatform')}
          </Button>
        )
      }
    >
      {team ? (
        <Facts>
          <Fact name={t('seats.group')}>
            <EntityName entityRef={team.groupRef} />
          </Fact>
          <Fact name={t('seats.members')}>
            {team.memberRefs.length === 0
              ? t('seats.empty')
              : team.memberRefs.map((ref, index) => (
                  <Fragment key={ref}>
                    {index > 0 && ', '}
                    <EntityName entityRef={ref} />
                  </Fragment>
                ))}
          </Fact>
          <Fact name={t('seats.allocation')} isWide>
            {team.allocation}
          </Fact>
        </Facts>
      ) : (
        <EmptyNotice
          title={t('seats.noPlatform')}
          description={t('seats.noPlatformWhy')}
        />
      )}
      {isNaming && (
        <PlatformTeamDialog
          onDone={props.onChange}
          onClose={() => setNaming(false)}
        />
      )}
    </Section>
  );
}

function PlatformTeamDialog(props: {
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const name = useAction(api.namePlatformTeam);
  const [group, setGroup] = useState('');
  const [allocation, setAllocation] = useState('');
  return (
    <FormDialog
      title={t('seats.namePlatform')}
      confirm={t('seats.namePlatform')}
      done={t('seats.platformNamed')}
      isComplete={group.trim() !== '' && allocation.trim().length > 2}
      action={name}
      run={() =>
        name.run({
          body: { group: group.trim(), allocation: allocation.trim() },
        })
      }
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <TextField
        label={t('seats.group')}
        description={t('seats.groupHint')}
        isRequired
        value={group}
        onChange={setGroup}
      />
      <TextAreaField
        label={t('seats.allocation')}
        description={t('seats.allocationHint')}
        isRequired
        value={allocation}
        onChange={setAllocation}
      />
    </FormDialog>
  );
}
