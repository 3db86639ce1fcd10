import { Checkbox, CheckboxGroup, Select } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useTiers } from '../../hooks/useTiers';
import { ExemptionDraft } from './exemptionDraft';
import styles from './GovernanceExemptions.module.css';

/** What the gateway is to let through, where it is to let anything through. */
export function DataFields(props: {
  draft: ExemptionDraft;
  onChange: (part: Partial<ExemptionDraft>) => void;
}) {
  const { t } = useMessages();
  const tiers = useTiers();
  const models = useModels();
  const { draft, onChange } = props;
  const closed = (tiers.value?.items ?? []).filter(
    ({ externalProviders }) => externalProviders === 'exemption-only',
  );
  return (
    <>
      <Checkbox
        isSelected={draft.letsData}
        onChange={letsData =>
          onChange({ letsData, tier: draft.tier ?? closed[0]?.name })
        }
      >
        <span className={styles.choice}>
          {t('exemptions.form.lets')}
          <span className={styles.hint}>{t('exemptions.form.letsHint')}</span>
        </span>
      </Checkbox>
      {draft.letsData && (
        <>
          <Select
            label={t('exemptions.form.tier')}
            placeholder={t('exemptions.form.choose')}
            size="medium"
            isRequired
            value={draft.tier ?? null}
            onChange={tier => tier !== null && onChange({ tier: String(tier) })}
            options={closed.map(({ name, title }) => ({
              id: name,
              label: title,
            }))}
          />
          <CheckboxGroup
            label={t('exemptions.form.models')}
            isRequired
            value={draft.models}
            onChange={refs => onChange({ models: refs })}
          >
            {(models.value?.items ?? []).map(({ ref, title }) => (
              <Checkbox key={ref} value={ref}>
                {title}
              </Checkbox>
            ))}
          </CheckboxGroup>
        </>
      )}
    </>
  );
}
