import { RequestDetail } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Outcome } from '../RequestsTable';
import { Section } from '../Section';
import { Moments } from './Moment';
import { Arrival, Deciding, Ending, Holding, Sending } from './storyMoments';

/** What happened to a request, from its arrival to its end. */
export function RequestStory(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const { request } = props;
  return (
    <Section
      title={t('requests.one.story')}
      action={<Outcome request={request} />}
    >
      <Moments>
        <Arrival request={request} />
        <Deciding request={request} />
        <Holding request={request} />
        <Sending request={request} />
        <Ending request={request} />
      </Moments>
    </Section>
  );
}
