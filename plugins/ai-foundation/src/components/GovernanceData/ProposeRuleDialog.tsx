import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select, Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useTiers } from '../../hooks/useTiers';
import { ReasonDialog } from './ReasonDialog';

const PARTS = ['type', 'owner', 'tag'] as const;

/** Proposes a rule; it counts once somebody else has reviewed it. */
export function ProposeRuleDialog(props: {
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const tiers = useTiers().value?.items ?? [];
  const [tier, setTier] = useState<string>();
  const [parts, setParts] = useState({ type: '', owner: '', tag: '' });
  const selector = Object.fromEntries(
    PARTS.flatMap(part => {
      const value = parts[part].trim();
      return value ? [[part, value]] : [];
    }),
  );
  const isComplete = tier !== undefined && Object.keys(selector).length > 0;

  return (
    <ReasonDialog
      route={api.proposeClassificationRule}
      optionsOf={reason =>
        isComplete ? { body: { selector, tier, reason } } : undefined
      }
      words={{
        title: t('data.rules.propose'),
        effect: t('data.rules.why'),
        submit: t('data.rules.propose'),
        done: t('data.rules.done'),
      }}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <Text as="p">{t('data.rules.selector')}</Text>
      {PARTS.map(part => (
        <TextField
          key={part}
          label={t(`data.rules.${part}Field`)}
          description={part === 'owner' ? t('data.rules.ownerHint') : undefined}
          maxLength={255}
          value={parts[part]}
          onChange={value => setParts({ ...parts, [part]: value })}
        />
      ))}
      <Select
        label={t('data.classify.tier')}
        size="medium"
        isRequired
        value={tier ?? null}
        onChange={name => name !== null && setTier(String(name))}
        options={tiers.map(one => ({ id: one.name, label: one.title }))}
      />
    </ReasonDialog>
  );
}
