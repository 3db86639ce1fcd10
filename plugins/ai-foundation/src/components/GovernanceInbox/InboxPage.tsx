import { useInbox } from '../../hooks/useInbox';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { InboxList } from './InboxList';

/** What waits for a decision of mine? */
export function InboxPage() {
  const { t } = useMessages();
  const inbox = useInbox();
  return (
    <Page
      title={t('governance.title')}
      description={t('governance.description')}
    >
      <Section title={t('inbox.title')} description={t('inbox.description')}>
        <Answered
          answer={inbox}
          loading={<Lines count={3} />}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('inbox.nothing')}
              description={t('inbox.nothingWhy')}
            />
          }
        >
          {({ items }) => <InboxList items={items} />}
        </Answered>
      </Section>
    </Page>
  );
}
