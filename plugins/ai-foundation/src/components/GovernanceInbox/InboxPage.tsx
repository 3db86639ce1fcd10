import { InboxItem } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useInbox } from '../../hooks/useInbox';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { InboxList } from './InboxList';
import { isDecision } from './inboxOrder';

/** What waits for me? */
export function InboxPage() {
  const { t } = useMessages();
  const inbox = useInbox();
  return (
    <Page
      title={t('governance.title')}
      description={t('governance.description')}
    >
      <Answered
        answer={inbox}
        loading={
          <Section title={t('inbox.title')}>
            <Lines count={3} />
          </Section>
        }
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Section title={t('inbox.title')}>
            <EmptyNotice
              title={t('inbox.nothing')}
              description={t('inbox.nothingWhy')}
            />
          </Section>
        }
      >
        {({ items }) => (
          <>
            <Group kind="decide" items={items.filter(isDecision)} />
            <Group kind="do" items={items.filter(item => !isDecision(item))} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Group(props: { kind: 'decide' | 'do'; items: InboxItem[] }) {
  const { t } = useMessages();
  const { kind, items } = props;
  if (items.length === 0) {
    return null;
  }
  return (
    <Section
      title={t(`inbox.${kind}`)}
      description={t(kind === 'do' ? 'inbox.doWhy' : 'inbox.decideWhy')}
    >
      <InboxList items={items} />
    </Section>
  );
}
