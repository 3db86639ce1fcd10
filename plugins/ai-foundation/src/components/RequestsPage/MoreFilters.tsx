import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useTiers } from '../../hooks/useTiers';
import { FilterSelect } from './FilterSelect';
import { COSTS, DURATIONS, MORE_FILTERS } from './requestFilters';
import styles from './RequestFilters.module.css';
import { TextFilter } from './TextFilter';

/** The filters that are needed less often; open where one of them is set. */
export function MoreFilters(props: {
  filters: Filters;
  setTo: (name: string) => (value: string | undefined) => void;
}) {
  const { t } = useMessages();
  const { filters, setTo } = props;
  const tiers = useTiers();
  return (
    <Accordion
      defaultExpanded={MORE_FILTERS.some(name => filters.get(name))}
      className={styles.more}
    >
      <AccordionTrigger title={t('requests.filter.more')} />
      <AccordionPanel>
        <div className={styles.filters}>
          <FilterSelect
            label={t('requests.filter.tier')}
            value={filters.get('tier')}
            onChange={setTo('tier')}
            options={(tiers.value?.items ?? []).map(({ name, title }) => ({
              id: name,
              label: title,
            }))}
          />
          <FilterSelect
            label={t('requests.filter.duration')}
            value={filters.get('duration')}
            onChange={setTo('duration')}
            options={DURATIONS.map(seconds => ({
              id: seconds,
              label: t('requests.filter.seconds', { seconds }),
            }))}
          />
          <FilterSelect
            label={t('requests.filter.cost')}
            value={filters.get('cost')}
            onChange={setTo('cost')}
            options={COSTS.map(cents => ({
              id: cents,
              label: `$${(Number(cents) / 100).toFixed(2)}`,
            }))}
          />
          <FilterSelect
            label={t('requests.filter.usage')}
            value={filters.get('usage')}
            onChange={setTo('usage')}
            options={[
              { id: 'uncertain', label: t('requests.filter.uncertain') },
            ]}
          />
          <TextFilter
            label={t('requests.filter.provider')}
            value={filters.get('provider')}
            onChange={setTo('provider')}
          />
          <TextFilter
            label={t('requests.filter.error')}
            value={filters.get('error')}
            onChange={setTo('error')}
          />
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
