import {
  Model,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Checkbox, CheckboxGroup } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { whyNot } from './KeyDraft';
import styles from './NewKeyForm.module.css';

/** Which models the key may call; the others say why they are not possible. */
export function ModelsField(props: {
  models: Model[];
  tiers: Tier[];
  tier: Tier | undefined;
  value: string[];
  onChange: (refs: string[]) => void;
}) {
  const { t } = useMessages();
  const { models, tiers, tier } = props;

  return (
    <CheckboxGroup
      label={t('keys.form.models')}
      description={
        tier ? t('keys.form.modelsHint') : t('keys.form.modelsAfterTier')
      }
      isRequired
      isDisabled={!tier}
      value={props.value}
      onChange={props.onChange}
    >
      {models.map(model => {
        const reason = tier && whyNot(model, tier, tiers, t);
        return (
          <Checkbox
            key={model.ref}
            className={styles.model}
            value={model.ref}
            isDisabled={!tier || reason !== undefined}
          >
            <span className={styles.choice}>
              {model.title}
              <span className={styles.hint}>
                {reason ?? <Price model={model} />}
              </span>
            </span>
          </Checkbox>
        );
      })}
    </CheckboxGroup>
  );
}

function Price(props: { model: Model }) {
  const { t } = useMessages();
  const { price } = props.model;
  return price ? (
    <>
      {t('keys.form.modelPrice', {
        input: `$${price.input}`,
        output: `$${price.output}`,
      })}
    </>
  ) : null;
}
