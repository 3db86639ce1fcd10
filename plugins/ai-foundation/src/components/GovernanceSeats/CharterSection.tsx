import {
  api,
  Charter,
  seatManagePermission,
  Seats,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { ActionError } from '../ErrorNotice';
import { Fact, Facts } from '../Facts';
import { Lines } from '../Lines';
import { Section } from '../Section';
import { Status } from '../Status';
import { CharterDialog } from './CharterDialog';
import styles from './GovernanceSeats.module.css';

/** What the working group is for: the version in force, and a newer proposal. */
export function CharterSection(props: {
  charters: Answer<{ items: Charter[] }>;
  seats: Seats;
  onChange: () => void;
}) {
  const { t } = useMessages();
  const { charters, seats } = props;
  const toasts = useApi(toastApiRef);
  const approve = useAction(api.approveCharter);
  const me = useProfile().value?.userRef;
  const mayManage = usePermission({ permission: seatManagePermission }).allowed;
  const [isProposing, setProposing] = useState(false);
  const isSponsor = seats.terms.some(
    ({ seat, state, userRef }) =>
      seat === 'sponsor' && state === 'held' && userRef === me,
  );
  const reload = () => {
    charters.reload();
    props.onChange();
  };
  const confirm = async ({ version, sha256 }: Charter) => {
    if (await approve.run({ params: { version }, body: { sha256 } })) {
      toasts.post({
        title: t('seats.approved'),
        status: 'success',
        timeout: 6000,
      });
      reload();
    }
  };

  return (
    <Section
      title={t('seats.charter')}
      description={t('seats.charterWhy')}
      action={
        mayManage && (
          <Button
            variant="secondary"
            isDisabled={!charters.value}
            onPress={() => setProposing(true)}
          >
            {t('seats.propose')}
          </Button>
        )
      }
    >
      <ActionError error={approve.error} />
      <Answered
        answer={charters}
        loading={<Lines count={4} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('seats.noCharter')}
            description={t('seats.noCharterWhy')}
          />
        }
      >
        {({ items }) => (
          <Flex direction="column" gap="6">
            {items
              .filter(({ state }) => state !== 'replaced')
              .map(charter => (
                <CharterFacts
                  key={charter.version}
                  charter={charter}
                  isPending={approve.isPending}
                  onApprove={
                    isSponsor && charter.state === 'proposed'
                      ? () => confirm(charter)
                      : undefined
                  }
                />
              ))}
          </Flex>
        )}
      </Answered>
      {isProposing && (
        <CharterDialog
          previous={charters.value?.items[0]}
          onDone={reload}
          onClose={() => setProposing(false)}
        />
      )}
    </Section>
  );
}

function CharterFacts(props: {
  charter: Charter;
  isPending: boolean;
  onApprove: (() => void) | undefined;
}) {
  const { t } = useMessages();
  const { state, version, quorum, everyFunction, cadenceDays, text } =
    props.charter;
  return (
    <Flex direction="column" gap="3">
      <Status tone={state === 'in-force' ? 'positive' : 'warning'}>
        {t(`seats.charterState.${state}`, { version: String(version) })}
      </Status>
      <Facts>
        <Fact name={t('seats.quorum')}>
          {t(everyFunction ? 'seats.quorumOfAll' : 'seats.quorumOf', {
            count: quorum,
          })}
        </Fact>
        <Fact name={t('seats.cadence')}>
          {t('seats.days', { count: cadenceDays })}
        </Fact>
      </Facts>
      <MarkdownContent className={styles.text} content={text} />
      {props.onApprove && (
        <div>
          <Button isPending={props.isPending} onPress={props.onApprove}>
            {t('seats.approve')}
          </Button>
        </div>
      )}
    </Flex>
  );
}
