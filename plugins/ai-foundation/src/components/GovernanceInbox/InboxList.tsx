import { InboxItem } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { rootRouteRef } from '../../routes';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Status } from '../Status';
import styles from './InboxList.module.css';

/** What waits for a person, each with its next step. */
export function InboxList(props: { items: InboxItem[] }) {
  return (
    <ul className={styles.list}>
      {props.items.map(item => (
        <Item key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: InboxItem }) {
  const { t } = useMessages();
  const root = useRouteRef(rootRouteRef)?.() ?? '';
  const isLate = item.due !== undefined && new Date(item.due) < new Date();
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Status tone={isLate ? 'negative' : 'warning'}>
          <Text as="div" variant="body-medium" weight="bold">
            {t(`inbox.kinds.${item.kind}`, { subject: item.subject })}
          </Text>
          <Text as="div" variant="body-small" color="secondary">
            {t('inbox.since', { when: <RelativeTime instant={item.since} /> })}
            {item.requestedBy &&
              t('inbox.requestedBy', {
                name: <EntityName entityRef={item.requestedBy} plain />,
              })}
            {item.due &&
              t('inbox.due', { when: <RelativeTime instant={item.due} /> })}
          </Text>
        </Status>
      </div>
      <ButtonLink variant="secondary" href={root + item.path}>
        {t('inbox.open')}
      </ButtonLink>
    </li>
  );
}
