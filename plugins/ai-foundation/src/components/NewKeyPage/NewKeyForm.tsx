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
import { ExpiryField } from './ExpiryField';
import { DEFAULT_DAYS, KeyDraft, requestOf, withTier } from './KeyDraft';
import { KeyVerdict } from './KeyVerdict';
import { ModelsField } from './ModelsField';
import styles from './NewKeyForm.module.css';
import { OwnerField } from './OwnerField';
import { PurposeField } from './PurposeField';
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
    models: [],
    expiresInDays: DEFAULT_DAYS,
  });
  const change = (part: Partial<KeyDraft>) => setDraft({ ...draft, ...part });
  const request = requestOf(draft, profile);
  const check = useKeyCheck(request);
  const issue = useAction(api.issueKey);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const issued = request && (await issue.run({ body: request }));
    if (issued) {
      props.onIssued(issued);
    }
  };

  return (
    <div className={styles.columns}>
      <Section title={t('keys.form.request')}>
        <form className={styles.form} onSubmit={submit}>
          <OwnerField
            profile={profile}
            value={draft.target}
            onChange={target => change({ target })}
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
          <ExpiryField
            value={draft.expiresInDays}
            onChange={expiresInDays => change({ expiresInDays })}
          />
          <ActionError error={issue.error} />
          <div>
            <Button
              type="submit"
              variant="primary"
              size="medium"
              isDisabled={!request || check.value?.issuable === false}
              isPending={issue.isPending}
            >
              {t('keys.form.submit')}
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
