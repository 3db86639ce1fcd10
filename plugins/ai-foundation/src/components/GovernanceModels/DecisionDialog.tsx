import {
  api,
  Model,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { statusOf } from '../ErrorNotice';
import { ModelFacts, ModelPriceTable } from '../ModelFacts';
import styles from './GovernanceModels.module.css';
import { DecisionCautions } from './DecisionCautions';
import { DecisionError } from './DecisionError';
import { isReason, ReasonField } from '../ReasonField';
import { Verdict, VerdictField } from './VerdictField';

/** Decides about a model, on the facts that it shows. */
export function DecisionDialog(props: {
  model: Model;
  models: Answer<unknown>;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const decide = useAction(api.decideModel);
  const [verdict, setVerdict] = useState<Verdict>();
  const [reason, setReason] = useState('');
  const [sentSha256, setSentSha256] = useState<string>();
  const { model, models, onClose } = props;
  const { ref, title, governedSha256 } = model;
  const hasConflict = decide.error && statusOf(decide.error) === 409;
  const isOutdated = hasConflict && sentSha256 === governedSha256;

  const isNotApprovable =
    verdict === 'approved' && model.notApprovableBecause.length > 0;

  const confirm = async () => {
    if (!verdict) {
      return;
    }
    const { namespace, name } = parseEntityRef(ref);
    setSentSha256(governedSha256);
    const decided = await decide.run({
      params: { namespace, name },
      body: { decision: verdict, governedSha256, reason: reason.trim() },
    });
    if (decided) {
      toasts.post({
        title: t(`governance.decision.done.${verdict}`, { model: title }),
        status: 'success',
        timeout: 6000,
      });
      models.reload();
      onClose();
    }
  };

  return (
    <Dialog isOpen width="48rem" onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>
        {t('governance.decision.title', { model: title })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="5">
          <Text as="p">{t('governance.decision.facts')}</Text>
          <DecisionCautions model={model} />
          <ModelFacts model={model} />
          <ModelPriceTable model={model} />
          <Text as="p" variant="body-small" color="secondary">
            {t('governance.decision.fingerprint')}:{' '}
            <code className={styles.fingerprint}>{governedSha256}</code>
          </Text>
          <VerdictField value={verdict} onChange={setVerdict} />
          <ReasonField value={reason} onChange={setReason} />
          <DecisionError
            error={decide.error}
            isOutdated={Boolean(isOutdated)}
            models={models}
          />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={
            !verdict || !isReason(reason) || isOutdated || isNotApprovable
          }
          isPending={decide.isPending}
          onPress={confirm}
        >
          {t('governance.decision.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
