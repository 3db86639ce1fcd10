import {
  exactUsd,
  RequestSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useRequests } from '../../hooks/useRequests';
import { requestRouteRef } from '../../routes';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { Section } from '../Section';
import { Status } from '../Status';

const LOOK_EVERY_SECONDS = 2;

/** Waits for the key's first request, and shows what became of it. */
export function FirstRequest(props: { keyId: string }) {
  const { t } = useMessages();
  const requests = useRequests(
    { key: props.keyId, limit: 1 },
    { refreshSeconds: LOOK_EVERY_SECONDS },
  );
  const first = requests.value?.items.find(
    ({ outcome }) => outcome !== 'running',
  );

  return (
    <Section title={t('keys.issued.first.title')}>
      <div aria-live="polite">
        {first ? (
          <Arrived request={first} />
        ) : (
          <Status tone="neutral">
            {t('keys.issued.first.waiting')}
            <Text as="div" variant="body-small" color="secondary">
              {t('keys.issued.first.waitingHint')}
            </Text>
          </Status>
        )}
      </div>
    </Section>
  );
}

function Arrived(props: { request: RequestSummary }) {
  const { t } = useMessages();
  const requestRoute = useRouteRef(requestRouteRef);
  const { id, outcome, inputTokens, outputTokens, costPicoUsd } = props.request;
  const refused = outcome === 'refused';

  return (
    <Flex direction="column" gap="3" align="start">
      <Status tone={refused ? 'negative' : 'positive'}>
        <Text as="span" weight="bold">
          {refused
            ? t('keys.issued.first.refused')
            : t('keys.issued.first.arrived')}
        </Text>
      </Status>
      <Text as="p">
        {t('keys.issued.first.tokens', {
          input: <Quantity value={inputTokens} />,
          output: <Quantity value={outputTokens} />,
        })}
        {' · '}
        {t('keys.issued.first.cost', {
          cost: <Money picoUsd={costPicoUsd} />,
          exact: exactUsd(BigInt(costPicoUsd)),
        })}
      </Text>
      <ButtonLink variant="secondary" href={requestRoute?.({ id })}>
        {t('keys.issued.first.open')}
      </ButtonLink>
    </Flex>
  );
}
