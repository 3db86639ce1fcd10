import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Skeleton } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useRequests } from '../../hooks/useRequests';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';

const LOOK_AT = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Who used a key in the last 24 hours, and so stops working without it. */
export function KeyUse(props: { apiKey: Key }) {
  const { t } = useMessages();
  const { id, lastUsedAt, ownerRef } = props.apiKey;
  const [from] = useState(() => new Date(Date.now() - DAY_MS).toISOString());
  const requests = useRequests({ key: id, from, limit: LOOK_AT });

  if (requests.error) {
    return <Alert status="warning" icon title={t('keys.revoke.unknown')} />;
  }
  if (!requests.value) {
    return (
      <Skeleton
        width="100%"
        height={40}
        aria-label={t('keys.revoke.looking')}
      />
    );
  }
  const { items, nextCursor } = requests.value;
  if (items.length === 0) {
    return (
      <Alert
        status="info"
        icon
        title={
          lastUsedAt ? t('keys.revoke.unused') : t('keys.revoke.neverUsed')
        }
      />
    );
  }
  const words = {
    count: items.length,
    owner: <EntityName entityRef={ownerRef} plain />,
    when: <RelativeTime instant={items[0].at} />,
  };
  return (
    <Alert
      status="warning"
      icon
      title={
        nextCursor
          ? t('keys.revoke.usedMore', words)
          : t('keys.revoke.used', words)
      }
    />
  );
}
