import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Checkbox } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { chooseModel, chosenModels, MAX_CHOSEN } from '../ModelComparison';

/** Takes a model into the comparison; the address keeps which. */
export function ModelChoice(props: { model: Model; filters: Filters }) {
  const { t } = useMessages();
  const { model, filters } = props;
  const chosen = chosenModels(filters);
  const isChosen = chosen.includes(model.name);
  return (
    <Checkbox
      aria-label={t('models.choose.model', { model: model.title })}
      isSelected={isChosen}
      isDisabled={!isChosen && chosen.length >= MAX_CHOSEN}
      onChange={now => chooseModel(filters, model.name, now)}
    />
  );
}
