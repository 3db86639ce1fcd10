import {
  api,
  Key,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Flex, Text } from '@backstage/ui';
import { useAction } from '../../hooks/useAction';
import { useKeyRequests } from '../../hooks/useKeyRequests';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { ActionError } from '../ErrorNotice';
import { KeyRequestFacts } from '../KeyRequests';
import { Lines } from '../Lines';
import { Section } from '../Section';

/** Issues the key of an approved request, once its requester is ready for it. */
export function CollectKey(props: {
  requestId: string;
  onIssued: (issued: { key: Key; secret: string }) => void;
}) {
  const { t } = useMessages();
  const requests = useKeyRequests('own');
  const find = (items: SubmittedKeyRequest[]) =>
    items.find(({ id }) => id === props.requestId);
  return (
    <Section title={t('keys.collect.title')} isTitleHidden>
      <Answered
        answer={requests}
        loading={<Lines count={3} />}
        isEmpty={({ items }) => !find(items)}
        empty={
          <EmptyNotice
            title={t('keys.collect.none')}
            description={t('keys.collect.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <Approved request={find(items)!} onIssued={props.onIssued} />
        )}
      </Answered>
    </Section>
  );
}

function Approved(props: {
  request: SubmittedKeyRequest;
  onIssued: (issued: { key: Key; secret: string }) => void;
}) {
  const { t } = useMessages();
  const collect = useAction(api.collectKey);
  const { id, state } = props.request;
  const isReady = state === 'approved';
  const issue = async () => {
    const issued = await collect.run({ params: { id } });
    if (issued) {
      props.onIssued(issued);
    }
  };
  return (
    <Flex direction="column" gap="4">
      <KeyRequestFacts request={props.request} />
      <Text as="p">
        {isReady ? t('keys.collect.readyWhy') : t('keys.collect.notNow')}
      </Text>
      <ActionError error={collect.error} />
      <div>
        <Button
          variant="primary"
          isDisabled={!isReady}
          isPending={collect.isPending}
          onPress={issue}
        >
          {t('keys.collect.action')}
        </Button>
      </div>
    </Flex>
  );
}
