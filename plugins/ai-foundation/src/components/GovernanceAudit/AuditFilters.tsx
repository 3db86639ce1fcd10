import { Button } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { FilterSelect } from '../RequestsPage';
import { AREAS, RANGES, rangeOf } from './auditFilters';
import styles from './GovernanceAudit.module.css';
import { SearchFilter } from './SearchFilter';

/** Which acts to show; every choice goes into the address. */
export function AuditFilters(props: { filters: Filters }) {
  const { t } = useMessages();
  const { filters } = props;
  // Another question starts at its newest answer.
  const setTo = (name: string) => (value: string | undefined) =>
    filters.set({ [name]: value, cursor: undefined });

  return (
    <div className={styles.filters}>
      <SearchFilter
        label={t('audit.filter.text')}
        placeholder={t('audit.filter.textHint')}
        value={filters.get('text')}
        onChange={setTo('text')}
      />
      <FilterSelect
        label={t('audit.filter.area')}
        anyLabel={t('audit.filter.any')}
        value={filters.get('about')}
        onChange={setTo('about')}
        options={AREAS.map(id => ({ id, label: t(`audit.areas.${id}`) }))}
      />
      <SearchFilter
        label={t('audit.filter.actor')}
        placeholder={t('audit.filter.actorHint')}
        value={filters.get('who')}
        onChange={setTo('who')}
      />
      <FilterSelect
        label={t('audit.filter.range')}
        anyLabel={t('audit.filter.all')}
        value={rangeOf(filters)}
        onChange={setTo('range')}
        options={Object.keys(RANGES).map(id => ({
          id,
          label: t(`audit.filter.${id as keyof typeof RANGES}`),
        }))}
      />
      <FilterSelect
        label={t('audit.filter.origin')}
        anyLabel={t('audit.filter.any')}
        value={filters.get('origin')}
        onChange={setTo('origin')}
        options={(['user', 'demo'] as const).map(id => ({
          id,
          label: t(`audit.filter.${id}`),
        }))}
      />
      {!filters.isEmpty && (
        <Button variant="tertiary" onPress={filters.clear}>
          {t('audit.filter.clear')}
        </Button>
      )}
    </div>
  );
}
