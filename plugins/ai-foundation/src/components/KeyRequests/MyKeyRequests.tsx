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
import { Item, ItemList } from '../ItemList';
import { Section } from '../Section';
import { KeyRequestFacts } from './KeyRequestFacts';
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
      <ItemList>
        {shown.map(request => (
          <MyKeyRequest
            key={request.id}
            request={request}
            onChanged={requests.reload}
          />
        ))}
      </ItemList>
    </Section>
  );
}

function MyKeyRequest(props: {
  request: SubmittedKeyRequest;
  onChanged: () => void;
}) {
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
    <Item
      action={
        <>
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
        </>
      }
    >
      <KeyRequestState request={props.request} />
      <KeyRequestFacts request={props.request} />
      <ActionError error={withdraw.error} />
    </Item>
  );
}
