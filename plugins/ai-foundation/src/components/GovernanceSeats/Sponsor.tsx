import {
  api,
  Seats,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { EntityName } from '../EntityName';
import { Fact, Facts } from '../Facts';
import { FormDialog } from '../FormDialog';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';

const SHORTEST_NOTE = 10;
const ENGAGEMENTS_SHOWN = 4;

/** Who the sponsor is, what they may decide, and what they did lately. */
export function Sponsor(props: { seats: Seats; onChange: () => void }) {
  const { t } = useMessages();
  const me = useProfile().value?.userRef;
  const [isEngaging, setEngaging] = useState(false);
  const { terms, engagements } = props.seats;
  const term = terms.find(
    ({ seat, endedAt }) => seat === 'sponsor' && endedAt === undefined,
  );
  if (!term) {
    return null;
  }
  return (
    <Section
      title={t('seats.sponsor')}
      description={t('seats.sponsorWhy')}
      action={
        term.userRef === me &&
        term.state === 'held' && (
          <Button variant="secondary" onPress={() => setEngaging(true)}>
            {t('seats.engage')}
          </Button>
        )
      }
    >
      <Facts>
        <Fact name={t('seats.person')}>
          <EntityName entityRef={term.userRef} />
          {term.title && <div>{term.title}</div>}
        </Fact>
        {term.reviewBy && (
          <Fact name={t('seats.reviewOn')}>
            <RelativeTime instant={term.reviewBy} />
          </Fact>
        )}
        {term.mandate && (
          <Fact name={t('seats.mandate')} isWide>
            <MarkdownContent content={term.mandate} />
          </Fact>
        )}
        <Fact name={t('seats.engagements')} isWide>
          {engagements.length === 0
            ? t('seats.noEngagement')
            : engagements
                .slice(0, ENGAGEMENTS_SHOWN)
                .map(({ id, note, recordedAt }) => (
                  <p key={id}>
                    {note} (<RelativeTime instant={recordedAt} />)
                  </p>
                ))}
        </Fact>
      </Facts>
      {isEngaging && (
        <EngageDialog
          onDone={props.onChange}
          onClose={() => setEngaging(false)}
        />
      )}
    </Section>
  );
}

function EngageDialog(props: { onDone: () => void; onClose: () => void }) {
  const { t } = useMessages();
  const engage = useAction(api.recordEngagement);
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('seats.engageTitle')}
      confirm={t('seats.engage')}
      done={t('seats.engaged')}
      isComplete={note.trim().length >= SHORTEST_NOTE}
      action={engage}
      run={() => engage.run({ body: { note: note.trim() } })}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <TextAreaField
        label={t('seats.engageNote')}
        description={t('seats.engageHint')}
        isRequired
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
