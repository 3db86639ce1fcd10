import {
  api,
  auditReadPermission,
  Charter,
  Meeting,
  seatManagePermission,
  Seats,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { Answer, useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { MeetingDialog } from './MeetingDialog';
import { MeetingStory } from './MeetingStory';

/** What the working group decided, meeting by meeting. */
export function Meetings(props: {
  charters: Answer<{ items: Charter[] }>;
  seats: Seats;
  onChange: () => void;
}) {
  const { t } = useMessages();
  const mayRead = usePermission({ permission: auditReadPermission });
  const mayManage = usePermission({ permission: seatManagePermission }).allowed;
  const meetings = useAnswer(mayRead.allowed ? api.listMeetings : undefined);
  const [dialog, setDialog] = useState<{ corrected?: Meeting }>();
  const proposal = props.charters.value?.items.find(
    ({ state }) => state === 'proposed',
  );
  const reload = () => {
    meetings.reload();
    props.charters.reload();
    props.onChange();
  };

  return (
    <Section
      title={t('seats.meetings')}
      description={t('seats.meetingsWhy')}
      action={
        mayManage && (
          <Button variant="secondary" onPress={() => setDialog({})}>
            {t('seats.record')}
          </Button>
        )
      }
    >
      {!mayRead.loading && !mayRead.allowed ? (
        <Text as="p">{t('seats.meetingsHidden')}</Text>
      ) : (
        <Answered
          answer={meetings}
          loading={<Lines count={4} />}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('seats.noMeeting')}
              description={t('seats.noMeetingWhy')}
            />
          }
        >
          {({ items }) => (
            <Flex direction="column" gap="6">
              {items.map(meeting => (
                <MeetingStory
                  key={meeting.id}
                  meeting={meeting}
                  onCorrect={
                    mayManage && !meeting.correctedBy
                      ? () => setDialog({ corrected: meeting })
                      : undefined
                  }
                />
              ))}
            </Flex>
          )}
        </Answered>
      )}
      {dialog && (
        <MeetingDialog
          seats={props.seats}
          corrected={dialog.corrected}
          proposal={proposal?.version}
          onDone={reload}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Section>
  );
}
