import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Translate, useMessages } from '../../hooks/useMessages';
import { Status, Tone } from '../Status';

/** Whether a model can be called, and why not. */
export function ModelStatus(props: { model: Model }) {
  const { t } = useMessages();
  const { tone, words } = stateOf(props.model, t);
  const { lifecycle, notRoutableBecause } = props.model;
  return (
    <Status tone={tone}>
      {words}
      {notRoutableBecause && (
        <Text as="div" variant="body-small" color="secondary">
          {notRoutableBecause}
        </Text>
      )}
      {lifecycle === 'deprecated' && (
        <Text as="div" variant="body-small" color="secondary">
          {t('models.status.deprecated')}
        </Text>
      )}
    </Status>
  );
}

function stateOf(model: Model, t: Translate): { tone: Tone; words: string } {
  const { approval, notRoutableBecause, lifecycle } = model;
  switch (approval) {
    case 'approved':
      if (notRoutableBecause) {
        return { tone: 'warning', words: t('models.status.notRouted') };
      }
      return {
        tone: lifecycle === 'deprecated' ? 'warning' : 'positive',
        words: t('models.status.approved'),
      };
    case 'proposed':
      return { tone: 'neutral', words: t('models.status.proposed') };
    case 'changed-since-approval':
      return { tone: 'warning', words: t(`models.status.${approval}`) };
    default:
      return { tone: 'negative', words: t(`models.status.${approval}`) };
  }
}
