import {
  api,
  SubmittedKeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Alert, Button, Checkbox, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { KeyRequestFacts } from '../KeyRequests';
import { isReason, ReasonField } from '../ReasonField';
import styles from './DecideTogether.module.css';

/** What one call decides at most. */
const MAX_TOGETHER = 100;

/** Decides one request or several with one reason, each for itself. */
export function DecideTogether(props: {
  requests: SubmittedKeyRequest[];
  onDecided: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const decide = useAction(api.decideKeyRequests);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<string[]>([]);
  const offered = props.requests.slice(0, MAX_TOGETHER);
  // Somebody else may have decided some of them meanwhile.
  const ids = offered.map(({ id }) => id).filter(id => chosen.includes(id));

  const record = async (decision: 'approved' | 'refused') => {
    const answer = await decide.run({
      body: { ids, decision, reason: reason.trim() },
    });
    if (!answer) {
      return;
    }
    const decided = answer.items.filter(item => item.decided);
    setProblems(
      answer.items.flatMap(({ problem }) => (problem ? [problem] : [])),
    );
    setChosen([]);
    if (decided.length > 0) {
      setReason('');
      toasts.post({
        title: t('keyRequests.decide.done', {
          count: decided.length,
          decision: t(`keyRequests.decide.${decision}`),
        }),
        status: 'success',
        timeout: 6000,
      });
    }
    props.onDecided();
  };

  const mayRecord = ids.length > 0 && isReason(reason);
  return (
    <Flex direction="column" gap="4">
      <Checkbox
        isSelected={ids.length === offered.length}
        isIndeterminate={ids.length > 0 && ids.length < offered.length}
        onChange={all => setChosen(all ? offered.map(({ id }) => id) : [])}
      >
        {t('keyRequests.decide.all', { count: offered.length })}
      </Checkbox>
      <ul className={styles.list}>
        {offered.map(request => (
          <Offered
            key={request.id}
            request={request}
            isChosen={ids.includes(request.id)}
            onChange={isChosen =>
              setChosen(
                isChosen
                  ? [...ids, request.id]
                  : ids.filter(id => id !== request.id),
              )
            }
          />
        ))}
      </ul>
      <ReasonField value={reason} onChange={setReason} />
      {problems.length > 0 && (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('keyRequests.decide.problem')}
          description={problems.join(' ')}
        />
      )}
      <ActionError error={decide.error} />
      <Flex gap="3" align="center" className={styles.actions}>
        <Button
          variant="primary"
          isDisabled={!mayRecord}
          isPending={decide.isPending}
          onPress={() => record('approved')}
        >
          {t('keyRequests.decide.approve')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={!mayRecord}
          isPending={decide.isPending}
          onPress={() => record('refused')}
        >
          {t('keyRequests.decide.refuse')}
        </Button>
        <Text as="span" variant="body-small" color="secondary" role="status">
          {t('keyRequests.decide.chosen', { count: ids.length })}
        </Text>
      </Flex>
    </Flex>
  );
}

function Offered(props: {
  request: SubmittedKeyRequest;
  isChosen: boolean;
  onChange: (isChosen: boolean) => void;
}) {
  const { t } = useMessages();
  const { ownerRef, requestedBy } = props.request;
  const { primaryTitle: owner } = useEntityPresentation(ownerRef);
  const { primaryTitle: name } = useEntityPresentation(requestedBy);
  return (
    <li className={styles.item}>
      <Checkbox
        aria-label={t('keyRequests.decide.select', { name, owner })}
        isSelected={props.isChosen}
        onChange={props.onChange}
      />
      <KeyRequestFacts request={props.request} />
    </li>
  );
}
