import {
  api,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Button, ButtonLink } from '@backstage/ui';
import { useAction } from '../../hooks/useAction';
import { useKeyRequests } from '../../hooks/useKeyRequests';
import { useMessages } from '../../hooks/useMessages';
import { newKeyRouteRef } from '../../routes';
import { ActionError } from '../ErrorNotice';
import { Section } from '../Section';
import { KeyRequestFacts } from './KeyRequestFacts';
import styles from './KeyRequests.module.css';
import { KeyRequestState } from './KeyRequestState';

/** My requests that an approver decides on; nothing where there are none. */
export function MyKeyRequests() {
  const { t } = useMessages();
  const requests = useKeyRequests('own');
  const shown = (requests.value?.items ?? []).filter(
    ({ state }) => state !== 'collected' && state !== 'withdrawn',
  );
  if (shown.length === 0) {
    return null;
  }
  return (
    <Section title={t('keyRequests.mine')}>
      <ul className={styles.list}>
        {shown.map(request => (
          <Item
            key={request.id}
            request={request}
            onChanged={requests.reload}
          />
        ))}
      </ul>
    </Section>
  );
}

function Item(props: { request: SubmittedKeyRequest; onChanged: () => void }) {
  const { t } = useMessages();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.() ?? '';
  const withdraw = useAction(api.withdrawKeyRequest);
  const { id, ownerRef, state } = props.request;
  const { primaryTitle: owner } = useEntityPresentation(ownerRef);
  const confirm = async () => {
    if (await withdraw.run({ params: { id } })) {
      props.onChanged();
    }
  };
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <KeyRequestState request={props.request} />
        <KeyRequestFacts request={props.request} />
        <ActionError error={withdraw.error} />
      </div>
      {state === 'approved' && (
        <ButtonLink
          variant="primary"
          href={`${newKeyHref}?request=${id}`}
          aria-label={t('keyRequests.collectFor', { owner })}
        >
          {t('keyRequests.collect')}
        </ButtonLink>
      )}
      {state === 'requested' && (
        <Button
          variant="secondary"
          aria-label={t('keyRequests.withdrawFor', { owner })}
          isPending={withdraw.isPending}
          onPress={confirm}
        >
          {t('keyRequests.withdraw')}
        </Button>
      )}
    </li>
  );
}
