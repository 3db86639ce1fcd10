import {
  api,
  Inventory,
  InventoryItem,
  InventoryTeam,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useAction } from '../../hooks/useAction';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { ActionError } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import {
  emptyUsage,
  isComplete,
  toUsage,
  UsageDraft,
  UsageFields,
} from '../UsageFields';

/** What does my team use? */
export function AnswerPage() {
  const { t } = useMessages();
  const { namespace = '', name = '' } = useParams();
  const inventory = useAnswer(api.getInventory);
  const teamRef = `group:${namespace}/${name}`;
  const teamOf = ({ teams }: Inventory) =>
    teams.find(team => team.teamRef === teamRef && team.isMine);
  const team = inventory.value && teamOf(inventory.value);
  return (
    <Page
      title={t('inventory.answerTitle', { team: team?.title ?? name })}
      description={t('inventory.answerWhy')}
    >
      <Section title={t('inventory.answer')} isTitleHidden>
        <Answered
          answer={inventory}
          loading={<Lines count={4} />}
          isEmpty={value => !teamOf(value)}
          empty={
            <EmptyNotice
              title={t('inventory.notMine')}
              description={t('inventory.notMineWhy')}
            />
          }
        >
          {value => (
            <AnswerForm
              team={teamOf(value)!}
              params={{ namespace, name }}
              known={value.items.filter(
                item => item.source === 'survey' && item.teamRef === teamRef,
              )}
            />
          )}
        </Answered>
      </Section>
    </Page>
  );
}

function AnswerForm(props: {
  team: InventoryTeam;
  params: { namespace: string; name: string };
  known: InventoryItem[];
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const navigate = useNavigate();
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  const answer = useAction(api.answerInventory);
  const [drafts, setDrafts] = useState<UsageDraft[]>(() =>
    props.known.map(toDraft),
  );

  const send = async (
    body: Parameters<typeof answer.run>[0]['body'],
  ): Promise<void> => {
    if (await answer.run({ params: props.params, body })) {
      toasts.post({
        title: t('inventory.answered'),
        status: 'success',
        timeout: 6000,
      });
      navigate(`${root}/inventory`);
    }
  };

  if (drafts.length === 0) {
    return (
      <Flex direction="column" gap="4">
        <Text as="p">{t('inventory.useNothingWhy')}</Text>
        <ActionError error={answer.error} />
        <Flex gap="3">
          <Button
            isPending={answer.isPending}
            onPress={() => send({ answer: 'none' })}
          >
            {t('inventory.useNothing')}
          </Button>
          <Button variant="secondary" onPress={() => setDrafts([emptyUsage])}>
            {t('inventory.useSomething')}
          </Button>
        </Flex>
      </Flex>
    );
  }
  return (
    <Flex direction="column" gap="6" style={{ maxWidth: '42rem' }}>
      {drafts.map((draft, index) => (
        <UseFieldset
          // The order is theirs: a use has no other name before it is sent.
          key={index}
          number={index + 1}
          isOnly={drafts.length === 1}
          draft={draft}
          onChange={changed => setDrafts(drafts.with(index, changed))}
          onRemove={() => setDrafts(drafts.toSpliced(index, 1))}
        />
      ))}
      <ActionError error={answer.error} />
      <Flex gap="3">
        <Button
          isDisabled={!drafts.every(isComplete)}
          isPending={answer.isPending}
          onPress={() => send({ answer: 'usage', usage: drafts.map(toUsage) })}
        >
          {t('inventory.send')}
        </Button>
        <Button
          variant="secondary"
          onPress={() => setDrafts([...drafts, emptyUsage])}
        >
          {t('inventory.addAnother')}
        </Button>
      </Flex>
    </Flex>
  );
}

function UseFieldset(props: {
  number: number;
  isOnly: boolean;
  draft: UsageDraft;
  onChange: (draft: UsageDraft) => void;
  onRemove: () => void;
}) {
  const { t } = useMessages();
  const number = String(props.number);
  return (
    <div role="group" aria-label={t('inventory.useNumber', { number })}>
      <Flex direction="column" gap="4">
        {!props.isOnly && (
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('inventory.useNumber', { number })}
          </Text>
        )}
        <UsageFields value={props.draft} onChange={props.onChange} />
        <div>
          <Button
            size="small"
            variant="secondary"
            aria-label={t('inventory.removeUse', { number })}
            onPress={props.onRemove}
          >
            {t('inventory.remove')}
          </Button>
        </div>
      </Flex>
    </div>
  );
}

/** What was answered before, so that only what changed has to be typed. */
function toDraft(item: InventoryItem): UsageDraft {
  return {
    tool: item.tool,
    purpose: item.purpose ?? '',
    tier: item.tier,
    since: item.since ?? '',
    sanctioned: item.sanctioned,
    dataSources: item.dataSourceRefs.join(', '),
    notes: item.notes ?? '',
    provider: item.provider,
    owner: item.ownerRef,
  };
}
