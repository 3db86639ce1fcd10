import {
  Model,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { Filters, useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useTiers } from '../../hooks/useTiers';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { useEntityHref } from '../EntityName';
import { CHOSEN, chosenModels, MIN_CHOSEN } from '../ModelComparison';
import { TokenFields, TYPICAL_REQUEST } from '../ModelPrice';
import { modelsRouteRef, newKeyRouteRef } from '../../routes';
import { Page } from '../Page';
import { Section } from '../Section';
import { modelColumns } from './modelColumns';
import { ModelFilters } from './ModelFilters';
import styles from './ModelsPage.module.css';

/** Which model for this data, and at what price? */
export function ModelsPage() {
  const { t } = useMessages();
  const models = useModels();
  const tiers = useTiers();
  const filters = useFilters();
  const hrefOf = useEntityHref();
  const [size, setSize] = useState(TYPICAL_REQUEST);
  const columns = useMemo(
    () => modelColumns(t, size, filters),
    [t, size, filters],
  );
  const label = t('models.table.label');

  return (
    <Page
      title={t('models.title')}
      description={t('models.description')}
      action={<ModelActions />}
    >
      <Section title={label} isTitleHidden>
        <div className={styles.bar}>
          <ModelFilters tiers={tiers.value?.items ?? []} filters={filters} />
          <TokenFields size={size} onChange={setSize} />
          <CompareLink filters={filters} />
        </div>
        <Answered
          answer={models}
          loading={
            <DataTable label={label} columns={columns} rows={undefined} />
          }
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('models.empty.title')}
              description={t('models.empty.description')}
            />
          }
        >
          {({ items }) => {
            const rows = matching(items, tiers.value?.items ?? [], filters);
            return rows.length === 0 ? (
              <NothingFits filters={filters} />
            ) : (
              <DataTable
                label={label}
                columns={columns}
                rows={rows}
                getHref={model => hrefOf(model.ref)}
              />
            );
          }}
        </Answered>
      </Section>
    </Page>
  );
}

function ModelActions() {
  const { t } = useMessages();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const modelsHref = useRouteRef(modelsRouteRef)?.();
  return (
    <div className={styles.actions}>
      {modelsHref && (
        <ButtonLink variant="secondary" href={`${modelsHref}/propose`}>
          {t('models.proposeAction')}
        </ButtonLink>
      )}
      {newKeyHref && (
        <ButtonLink variant="primary" href={newKeyHref}>
          {t('models.getKey')}
        </ButtonLink>
      )}
    </div>
  );
}

function CompareLink(props: { filters: Filters }) {
  const { t } = useMessages();
  const modelsHref = useRouteRef(modelsRouteRef)?.();
  const chosen = chosenModels(props.filters);
  if (chosen.length < MIN_CHOSEN || !modelsHref) {
    return (
      <Text color="secondary" variant="body-small">
        {t('models.choose.hint')}
      </Text>
    );
  }
  const search = new URLSearchParams({ [CHOSEN]: chosen.join(',') });
  return (
    <ButtonLink variant="secondary" href={`${modelsHref}/compare?${search}`}>
      {t('models.choose.compare', { number: String(chosen.length) })}
    </ButtonLink>
  );
}

function NothingFits(props: { filters: Filters }) {
  const { t } = useMessages();
  return (
    <EmptyNotice
      title={t('models.filter.none')}
      description={t('models.filter.noneWhy')}
      action={
        <Button variant="secondary" onPress={props.filters.clear}>
          {t('models.filter.clear')}
        </Button>
      }
    />
  );
}

/** A model for a tier is good for every tier of a lower rank too. */
function matching(models: Model[], tiers: Tier[], filters: Filters) {
  const rankOf = (name: string | undefined) =>
    tiers.find(tier => tier.name === name)?.rank;
  const wanted = rankOf(filters.get('tier'));
  return models
    .filter(model => (rankOf(model.tier) ?? 0) >= (wanted ?? 0))
    .filter(
      model =>
        filters.get('usable') !== 'yes' ||
        model.notRoutableBecause === undefined,
    )
    .map(model => ({ ...model, id: model.ref }));
}
