import {
  api,
  AupVersion,
  Key,
  Model,
  Profile,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { FormEvent, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useKeyCheck } from '../../hooks/useKeyCheck';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { Section } from '../Section';
import { isReason } from '../ReasonField';
import { AgentField } from './AgentField';
import { AgentNotice } from './AgentNotice';
import { CeilingField } from './CeilingField';
import { ExpiryField } from './ExpiryField';
import { JustificationField } from './JustificationField';
import {
  DEFAULT_DAYS,
  KeyDraft,
  requestOf,
  withTarget,
  withTier,
} from './KeyDraft';
import { KindField } from './KindField';
import { KeyVerdict } from './KeyVerdict';
import { LimitsField } from './LimitsField';
import { ModelsField } from './ModelsField';
import styles from './NewKeyForm.module.css';
import { OwnerField } from './OwnerField';
import { PurposeField } from './PurposeField';
import { RequestSent } from './RequestSent';
import { TierField } from './TierField';
import { TypicalCost } from './TypicalCost';

/** What the form offers to choose from. */
export interface KeyChoices {
  profile: Profile;
  aup: AupVersion;
  tiers: Tier[];
  models: Model[];
}

/** The form in the order of thought, and beside it what will come of it. */
export function NewKeyForm(props: {
  choices: KeyChoices;
  initialTarget?: string;
  onIssued: (issued: { key: Key; secret: string }) => void;
}) {
  const { t } = useMessages();
  const { profile, aup, tiers, models } = props.choices;
  const [draft, setDraft] = useState<KeyDraft>({
    target: props.initialTarget,
    kind: 'standard',
    models: [],
    expiresInDays: DEFAULT_DAYS.standard,
    ceilingUsd: '',
    limits: {},
  });
  const change = (part: Partial<KeyDraft>) => setDraft({ ...draft, ...part });
  const request = requestOf(draft, profile);
  const check = useKeyCheck(request);
  const issue = useAction(api.issueKey);
  const ask = useAction(api.submitKeyRequest);
  const [justification, setJustification] = useState('');
  const [isSent, setSent] = useState(false);
  const needsApproval = check.value?.way === 'needs-approval';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (request && needsApproval) {
      const sent = await ask.run({ body: { ...request, justification } });
      setSent(sent !== undefined);
      return;
    }
    const issued = request && (await issue.run({ body: request }));
    if (issued) {
      props.onIssued(issued);
    }
  };

  if (isSent) {
    return <RequestSent />;
  }

  return (
    <div className={styles.columns}>
      <Section title={t('keys.form.request')}>
        <form className={styles.form} onSubmit={submit}>
          <OwnerField
            profile={profile}
            value={draft.target}
            onChange={target => setDraft(withTarget(draft, target, profile))}
          />
          <KindField
            value={draft.kind}
            onChange={kind =>
              change({ kind, expiresInDays: DEFAULT_DAYS[kind] })
            }
          />
          <PurposeField
            purposes={aup.document.purposes}
            value={draft.purpose}
            onChange={purpose => change({ purpose })}
          />
          <TierField
            tiers={tiers}
            value={draft.tier}
            onChange={tier =>
              setDraft(withTier(draft, tier, { tiers, models, t }))
            }
          />
          <ModelsField
            models={models}
            tiers={tiers}
            tier={tiers.find(({ name }) => name === draft.tier)}
            value={draft.models}
            onChange={refs => change({ models: refs })}
          />
          <AgentField
            value={draft.actsAlone}
            onChange={actsAlone => change({ actsAlone })}
          />
          {draft.actsAlone && (
            <AgentNotice requester={profile.name} target={draft.target} />
          )}
          <CeilingField
            value={draft.ceilingUsd}
            onChange={ceilingUsd => change({ ceilingUsd })}
          />
          <LimitsField
            value={draft.limits}
            onChange={limits => change({ limits })}
          />
          <ExpiryField
            usual={DEFAULT_DAYS[draft.kind]}
            value={draft.expiresInDays}
            onChange={expiresInDays => change({ expiresInDays })}
          />
          {needsApproval && (
            <JustificationField
              value={justification}
              onChange={setJustification}
            />
          )}
          <ActionError error={issue.error ?? ask.error} />
          <div>
            <Button
              type="submit"
              variant="primary"
              size="medium"
              isDisabled={
                !request ||
                check.value?.way === 'refused' ||
                (needsApproval && !isReason(justification))
              }
              isPending={issue.isPending || ask.isPending}
            >
              {needsApproval ? t('keys.form.send') : t('keys.form.submit')}
            </Button>
          </div>
        </form>
      </Section>
      <div className={styles.aside}>
        <KeyVerdict isComplete={request !== undefined} check={check} />
        <TypicalCost
          models={models.filter(({ ref }) => draft.models.includes(ref))}
        />
      </div>
    </div>
  );
}
