import {
  api,
  CeilingEvent,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { useId } from 'react';
import { useAction } from '../../hooks/useAction';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { ActionError } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import { CardButton } from './CardButton';
import styles from './CeilingCards.module.css';
import { Recipients } from './Recipients';
import { ScopeName } from './ScopeName';

const TONES = {
  alert: 'warning',
  throttle: 'warning',
  stop: 'negative',
} as const;

/** What was reached, who was told, and who sees to it. */
export function CeilingEvents() {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const events = useAnswer(api.listCeilingEvents);
  const acknowledge = useAction(api.acknowledgeCeilingEvent);

  const seeTo = async (id: string) => {
    if (await acknowledge.run({ params: { id } })) {
      toasts.post({
        title: t('ceilings.events.done'),
        status: 'success',
        timeout: 6000,
      });
      events.reload();
    }
  };

  return (
    <Section
      title={t('ceilings.events.section')}
      description={t('ceilings.events.sectionWhy')}
    >
      <ActionError error={acknowledge.error} />
      <Answered
        answer={events}
        loading={<Lines count={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('ceilings.events.none')}
            description={t('ceilings.events.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <ul className={styles.cards}>
            {items.map(event => (
              <EventCard
                key={event.id}
                event={event}
                onSeeTo={() => seeTo(event.id)}
              />
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  );
}

function EventCard(props: { event: CeilingEvent; onSeeTo: () => void }) {
  const { t } = useMessages();
  const { event } = props;
  const nameId = useId();
  return (
    <li className={styles.card}>
      <div id={nameId}>
        <ScopeName scope={event.scope} />
      </div>
      <EventWords event={event} />
      {!event.acknowledgedAt && (
        <div className={styles.actions}>
          <CardButton of={nameId} onPress={props.onSeeTo}>
            {t('ceilings.events.acknowledge', {
              percent: String(event.percent),
            })}
          </CardButton>
        </div>
      )}
    </li>
  );
}

/** What was reached, and who heard of it. */
export function EventWords({ event }: { event: CeilingEvent }) {
  const { t } = useMessages();
  const sent = event.deliveries.filter(({ state }) => state === 'sent').length;
  return (
    <>
      <Status tone={TONES[event.response]}>
        {t(`ceilings.response.${event.response}`)}
      </Status>
      <div>
        <Text as="p">
          {t('ceilings.events.words', {
            percent: String(event.percent),
            amount: <Money picoUsd={event.amountPicoUsd} />,
            window: event.window,
            spent: <Money picoUsd={event.committedPicoUsd} />,
            held: <Money picoUsd={event.heldPicoUsd} />,
          })}{' '}
          (<RelativeTime instant={event.at} />)
        </Text>
        <Text as="p">
          {event.alertedAt
            ? t('ceilings.events.deliveries', {
                sent: String(sent),
                all: String(event.deliveries.length),
              })
            : t('ceilings.events.notTold')}
          {event.deliveries.length > 0 && (
            <>
              {': '}
              <Recipients
                refs={event.deliveries.map(({ recipient }) => recipient)}
              />
            </>
          )}
        </Text>
        {event.acknowledgedBy && event.acknowledgedAt && (
          <Text as="p">
            {t('ceilings.events.acknowledged', {
              name: <EntityName entityRef={event.acknowledgedBy} plain />,
              when: <RelativeTime instant={event.acknowledgedAt} />,
            })}
          </Text>
        )}
      </div>
      {event.unhealthy && (
        <Alert
          status="warning"
          icon
          title={t('ceilings.events.unhealthy')}
          description={event.unhealthy}
        />
      )}
    </>
  );
}
