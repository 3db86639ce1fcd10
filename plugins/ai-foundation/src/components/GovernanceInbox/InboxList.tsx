import { InboxItem } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useNow } from '../../hooks/useNow';
import { rootRouteRef } from '../../routes';
import { EntityName } from '../EntityName';
import { Deadline, RelativeTime } from '../RelativeTime';
import { Status } from '../Status';
import styles from './InboxList.module.css';
import { inOrder, isLate } from './inboxOrder';

/** What waits for a person, each with what it blocks and its next step. */
export function InboxList(props: { items: InboxItem[] }) {
  const now = useNow();
  return (
    <ul className={styles.list}>
      {inOrder(props.items, now).map(item => (
        <Item key={item.id} item={item} isLate={isLate(item, now)} />
      ))}
    </ul>
  );
}

function Item(props: { item: InboxItem; isLate: boolean }) {
  const { subject, subjectRef } = props.item;
  return subjectRef !== undefined && subject === subjectRef ? (
    <EntityItem {...props} entityRef={subjectRef} />
  ) : (
    <Words {...props} subject={subject} />
  );
}

/** What is about an entity, by its name. */
function EntityItem(props: {
  item: InboxItem;
  isLate: boolean;
  entityRef: string;
}) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  return <Words {...props} subject={primaryTitle} />;
}

function Words(props: { item: InboxItem; isLate: boolean; subject: string }) {
  const { t } = useMessages();
  const { item } = props;
  const root = useRouteRef(rootRouteRef)?.() ?? '';
  const title = t(`inbox.kinds.${item.kind}`, { subject: props.subject });
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <Status tone={props.isLate ? 'negative' : 'warning'}>
          <Text as="div" variant="body-medium" weight="bold">
            {props.isLate && t('inbox.late')}
            {title}
          </Text>
          <Text as="div" variant="body-medium" color="secondary">
            {t(`inbox.blocks.${item.kind}`)}
          </Text>
          <Text as="div" variant="body-small" color="secondary">
            {t('inbox.since', { when: <RelativeTime instant={item.since} /> })}
            {item.requestedBy &&
              t('inbox.requestedBy', {
                name: <EntityName entityRef={item.requestedBy} plain />,
              })}
            {item.due &&
              t('inbox.due', { when: <Deadline instant={item.due} /> })}
          </Text>
        </Status>
      </div>
      <ButtonLink
        variant="secondary"
        href={root + item.path}
        aria-label={`${t('inbox.open')}: ${title}`}
      >
        {t('inbox.open')}
      </ButtonLink>
    </li>
  );
}
