import { ClassificationRule } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';

const PARTS = ['type', 'owner', 'tag'] as const;

/** What a rule says, in a sentence. */
export function useRuleWords(): (rule: ClassificationRule) => string {
  const { t } = useMessages();
  return ({ selector, tier }) =>
    t('data.rules.about', {
      parts: PARTS.flatMap(part => {
        const value = selector[part];
        return value ? [t(`data.rules.${part}`, { value })] : [];
      }).join(', '),
      tier,
    });
}
