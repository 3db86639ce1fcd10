import { RequirementState } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Fact, Facts } from '../Facts';
import { Section } from '../Section';
import { Standing } from './Standing';

const KNOWN = [
  'sponsor',
  'working-group-members',
  'working-group-charter',
  'working-group-meetings',
  'platform-team',
] as const;

/** What is there of seats, charter, meetings and platform team, in words. */
export function StandingList(props: { states: RequirementState[] }) {
  const { t } = useMessages();
  return (
    <Section title={t('seats.standing')} description={t('seats.standingWhy')}>
      <Facts>
        {KNOWN.map(id => {
          const state = props.states.find(other => other.id === id);
          return (
            state && (
              <Fact key={id} name={t(`seats.requirement.${id}`)}>
                <Standing state={state} />
              </Fact>
            )
          );
        })}
      </Facts>
    </Section>
  );
}
