import { SubmittedKeyRequest } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { Item, ItemList } from '../ItemList';
import { KeyRequestFacts } from './KeyRequestFacts';
import { KeyRequestState } from './KeyRequestState';

/** How many show at first, and how many more each time. */
const STEP = 20;

/** Requests with what became of them, some at a time. */
export function KeyRequestList(props: { requests: SubmittedKeyRequest[] }) {
  const { t } = useMessages();
  const [shown, setShown] = useState(STEP);
  const { requests } = props;
  return (
    <>
      <ItemList>
        {requests.slice(0, shown).map(request => (
          <Item key={request.id}>
            <KeyRequestState request={request} />
            <KeyRequestFacts request={request} />
          </Item>
        ))}
      </ItemList>
      {requests.length > shown && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setShown(shown + STEP)}
        >
          {t('keyRequests.more', { count: requests.length - shown })}
        </Button>
      )}
    </>
  );
}
