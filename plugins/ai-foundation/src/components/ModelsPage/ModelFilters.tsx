import { Tier } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Select, Switch } from '@backstage/ui';
import { Filters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import styles from './ModelsPage.module.css';

const ANY = 'any';

/** Which models to show: those for a tier, those that can be called. */
export function ModelFilters(props: { tiers: Tier[]; filters: Filters }) {
  const { t } = useMessages();
  const { tiers, filters } = props;
  return (
    <>
      <Select
        className={styles.tierFilter}
        label={t('models.filter.tier')}
        value={filters.get('tier') ?? ANY}
        onChange={tier =>
          filters.set({ tier: tier === ANY ? undefined : String(tier) })
        }
        options={[
          { id: ANY, label: t('models.filter.anyTier') },
          ...tiers.map(tier => ({ id: tier.name, label: tier.title })),
        ]}
      />
      <Switch
        className={styles.usable}
        label={t('models.filter.usable')}
        isSelected={filters.get('usable') === 'yes'}
        onChange={usable => filters.set({ usable: usable ? 'yes' : undefined })}
      />
    </>
  );
}
