import {
  api,
  ClassificationRule,
  classificationManagePermission,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { EntityName } from '../EntityName';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import styles from './GovernanceData.module.css';
import { ProposeRuleDialog } from './ProposeRuleDialog';
import { ReasonDialog } from './ReasonDialog';
import { useRuleWords } from './useRuleWords';

interface RuleAct {
  decision: 'reviewed' | 'withdrawn';
  rule: ClassificationRule;
}

/** Rules that confirm classifications, and who has reviewed them. */
export function ClassificationRules() {
  const { t } = useMessages();
  const rules = useAnswer(api.listClassificationRules);
  const mayManage = usePermission({
    permission: classificationManagePermission,
  });
  const wordsOf = useRuleWords();
  const [isProposing, setProposing] = useState(false);
  const [act, setAct] = useState<RuleAct>();
  const word = act?.decision === 'reviewed' ? 'review' : 'withdraw';

  return (
    <Section
      title={t('data.rules.title')}
      description={t('data.rules.why')}
      action={
        mayManage.allowed && (
          <Button variant="secondary" onPress={() => setProposing(true)}>
            {t('data.rules.propose')}
          </Button>
        )
      }
    >
      <Answered
        answer={rules}
        loading={<Lines count={2} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('data.rules.none')}
            description={t('data.rules.noneWhy')}
          />
        }
      >
        {({ items }) => (
          <ul className={styles.checks}>
            {items.map(rule => (
              <Rule
                key={rule.id}
                rule={rule}
                onAct={
                  mayManage.allowed
                    ? decision => setAct({ decision, rule })
                    : undefined
                }
              />
            ))}
          </ul>
        )}
      </Answered>
      {isProposing && (
        <ProposeRuleDialog
          onDone={rules.reload}
          onClose={() => setProposing(false)}
        />
      )}
      {act && (
        <ReasonDialog
          route={api.decideClassificationRule}
          optionsOf={reason => ({
            params: { id: act.rule.id },
            body: { decision: act.decision, reason },
          })}
          words={{
            title: t(`data.rules.${word}Title`),
            effect: t(`data.rules.${word}Effect`),
            submit: t(`data.rules.${word}`),
            done: t('data.rules.done'),
          }}
          onDone={rules.reload}
          onClose={() => setAct(undefined)}
        >
          <Text as="p" weight="bold">
            {wordsOf(act.rule)}
          </Text>
        </ReasonDialog>
      )}
    </Section>
  );
}

function Rule(props: {
  rule: ClassificationRule;
  onAct: ((decision: RuleAct['decision']) => void) | undefined;
}) {
  const { t } = useMessages();
  const wordsOf = useRuleWords();
  const userRef = useProfile().value?.userRef;
  const { rule, onAct } = props;
  const { review, state } = rule;
  const isOwn = rule.proposedBy === userRef;
  return (
    <li className={styles.rule}>
      <div>
        <Text as="div" variant="body-medium" weight="bold">
          {wordsOf(rule)}
        </Text>
        <Status tone={state === 'reviewed' ? 'positive' : 'neutral'}>
          {state === 'reviewed' && review
            ? t('data.rules.states.reviewed', {
                name: <EntityName entityRef={review.by} plain />,
              })
            : t(`data.rules.states.${state}`)}
        </Status>
        <Text as="div" variant="body-small" color="secondary">
          {t('data.rules.matches', {
            count: String(rule.matches),
            name: <EntityName entityRef={rule.proposedBy} plain />,
            when: <RelativeTime instant={rule.proposedAt} />,
            reason: rule.reason,
          })}
        </Text>
      </div>
      {onAct && state !== 'withdrawn' && (
        <div className={styles.actions}>
          {state === 'proposed' && !isOwn && (
            <Button size="small" onPress={() => onAct('reviewed')}>
              {t('data.rules.review')}
            </Button>
          )}
          <Button
            size="small"
            variant="secondary"
            onPress={() => onAct('withdrawn')}
          >
            {t('data.rules.withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}
