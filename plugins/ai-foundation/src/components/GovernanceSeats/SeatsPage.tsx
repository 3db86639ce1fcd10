import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { CharterSection } from './CharterSection';
import { Meetings } from './Meetings';
import { PlatformTeamSection } from './PlatformTeamSection';
import { SeatTerms } from './SeatTerms';
import { Sponsor } from './Sponsor';
import { StandingList } from './StandingList';

/** Who answers for generative AI, who decides about it, and who runs it? */
export function SeatsPage() {
  const { t } = useMessages();
  const seats = useAnswer(api.getSeats, {}, { refreshSeconds: 60 });
  const charters = useAnswer(api.listCharters);
  return (
    <Page
      title={t('governance.areas.seats')}
      description={t('seats.description')}
    >
      <Answered
        answer={seats}
        loading={
          <Section title={t('seats.standing')}>
            <Lines count={5} />
          </Section>
        }
      >
        {value => (
          <>
            <StandingList states={value.states} />
            <SeatTerms seats={value} onChange={seats.reload} />
            <Sponsor seats={value} onChange={seats.reload} />
            <PlatformTeamSection seats={value} onChange={seats.reload} />
            <CharterSection
              charters={charters}
              seats={value}
              onChange={seats.reload}
            />
            <Meetings
              charters={charters}
              seats={value}
              onChange={seats.reload}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
