import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { Answered } from '../Answered';
import { ActionError } from '../ErrorNotice';
import { Lines } from '../Lines';
import { DataFields } from './DataFields';
import { EndField } from './EndField';
import {
  EMPTY_DRAFT,
  ExemptionDraft,
  requestOf,
  WORDS,
} from './exemptionDraft';
import styles from './GovernanceExemptions.module.css';
import { RulesField } from './RulesField';
import { TargetField } from './TargetField';

/** Requests an exemption: what for, from which rules, and at which risk. */
export function RequestDialog(props: {
  maxDays: number;
  onRequested: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const profile = useProfile();
  const send = useAction(api.requestExemption);
  const [draft, setDraft] = useState<ExemptionDraft>(EMPTY_DRAFT);
  const change = (part: Partial<ExemptionDraft>) =>
    setDraft({ ...draft, ...part });
  const request = profile.value && requestOf(draft, profile.value);
  const labels = {
    justification: 'justification',
    riskAssessment: 'risk',
    compensatingControl: 'control',
    revocationCondition: 'revocation',
  } as const;

  const confirm = async () => {
    const requested = request && (await send.run({ body: request }));
    if (requested) {
      toasts.post({
        title: t('exemptions.form.done', { id: requested.id }),
        status: 'success',
        timeout: 6000,
      });
      props.onRequested();
      props.onClose();
    }
  };

  return (
    <Dialog
      isOpen
      width="44rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{t('exemptions.form.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.fields}>
          <Answered answer={profile} loading={<Lines count={2} />}>
            {value => (
              <TargetField
                profile={value}
                value={draft.target}
                onChange={target => change({ target })}
              />
            )}
          </Answered>
          <RulesField
            value={draft.rules}
            onChange={rules => change({ rules })}
          />
          <DataFields draft={draft} onChange={change} />
          {WORDS.map(id => (
            <TextAreaField
              key={id}
              label={t(`exemptions.form.${labels[id]}`)}
              secondaryLabel={t('exemptions.form.least')}
              description={t(`exemptions.form.${labels[id]}Hint`)}
              isRequired
              maxLength={4_000}
              value={draft[id]}
              onChange={text => change({ [id]: text })}
            />
          ))}
          <EndField
            maxDays={props.maxDays}
            value={draft.endsInDays}
            onChange={endsInDays => change({ endsInDays })}
          />
          <ActionError error={send.error} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!request}
          isPending={send.isPending}
          onPress={confirm}
        >
          {t('exemptions.form.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
