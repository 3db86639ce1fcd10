import { requestOutcomeSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { entityPresentationSnapshot } from '@backstage/plugin-catalog-react';
import { Button } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useRequestParties } from '../../hooks/useRequestParties';
import { FilterSelect } from './FilterSelect';
import { MoreFilters } from './MoreFilters';
import { outcomeOf, RANGES, rangeOf } from './requestFilters';
import styles from './RequestFilters.module.css';
import { TextFilter } from './TextFilter';

const OUTCOMES = requestOutcomeSchema.options;

/** Which requests to show; every choice goes into the address. */
export function RequestFilters(props: { filters: Filters }) {
  const { t } = useMessages();
  const { filters } = props;
  const parties = useRequestParties();
  const models = useModels();
  const range = rangeOf(filters);
  // Another question starts at its newest answer.
  const setTo = (name: string) => (value: string | undefined) =>
    filters.set({ [name]: value, cursor: undefined });

  return (
    <>
      <div className={styles.filters}>
        <FilterSelect
          label={t('requests.filter.range')}
          anyLabel={t('requests.filter.all')}
          value={range === 'all' ? undefined : range}
          onChange={setTo('range')}
          options={Object.keys(RANGES).map(id => ({
            id,
            label: t(`requests.filter.${id as keyof typeof RANGES}`),
          }))}
        />
        <FilterSelect
          label={t('requests.filter.team')}
          value={filters.get('team')}
          onChange={setTo('team')}
          options={parties.teams.map(optionOf)}
        />
        <FilterSelect
          label={t('requests.filter.application')}
          value={filters.get('application')}
          onChange={setTo('application')}
          options={parties.applications.map(optionOf)}
        />
        <FilterSelect
          label={t('requests.filter.model')}
          value={filters.get('model')}
          onChange={setTo('model')}
          options={(models.value?.items ?? []).map(({ ref, title }) => ({
            id: ref,
            label: title,
          }))}
        />
        <FilterSelect
          label={t('requests.filter.outcome')}
          value={outcomeOf(filters)}
          onChange={setTo('outcome')}
          options={[...OUTCOMES, 'failed' as const].map(id => ({
            id,
            label: t(`requests.outcome.${id}`),
          }))}
        />
        <TextFilter
          label={t('requests.filter.key')}
          value={filters.get('key')}
          onChange={setTo('key')}
        />
        {!filters.isEmpty && (
          <Button variant="tertiary" onPress={filters.clear}>
            {t('requests.filter.clear')}
          </Button>
        )}
      </div>
      <MoreFilters filters={filters} setTo={setTo} />
    </>
  );
}

function optionOf(ref: string) {
  return { id: ref, label: entityPresentationSnapshot(ref).primaryTitle };
}
