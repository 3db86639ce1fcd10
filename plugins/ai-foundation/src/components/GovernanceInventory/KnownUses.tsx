import {
  InventoryItem,
  inventoryManagePermission,
  InventoryTeam,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Flex, Select } from '@backstage/ui';
import { useState } from 'react';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { newKeyRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Section } from '../Section';
import { DispositionDialog } from './DispositionDialog';
import { itemColumns } from './itemColumns';

const FILTERS = ['all', 'undecided', 'migrate', 'stop', 'accept'] as const;

/** Each known use, what it is for, and what happens with it. */
export function KnownUses(props: {
  items: InventoryItem[];
  teams: InventoryTeam[];
  onChange: () => void;
}) {
  const { t } = useMessages();
  const filters = useFilters();
  const mayManage = usePermission({
    permission: inventoryManagePermission,
  }).allowed;
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  const ownTeams = new Set(
    (useProfile().value?.teams ?? []).map(({ ref }) => ref),
  );
  const [chosen, setChosen] = useState<InventoryItem>();
  const filter =
    FILTERS.find(name => name === filters.get('disposition')) ?? 'all';
  const columns = itemColumns(t, {
    onDecide: mayManage ? setChosen : undefined,
    keyHrefOf: ({ disposition, teamRef }) =>
      disposition === 'migrate' && teamRef && ownTeams.has(teamRef)
        ? newKeyHref
        : undefined,
  });
  const rows = props.items.filter(
    item =>
      filter === 'all' ||
      (filter === 'undecided' ? item.isUndecided : item.disposition === filter),
  );
  const empty = props.items.length === 0 ? 'noItems' : 'noneFits';

  return (
    <Section title={t('inventory.items')} description={t('inventory.itemsWhy')}>
      <Flex direction="column" gap="4">
        <Select
          label={t('inventory.filter')}
          size="small"
          style={{ maxWidth: '20rem' }}
          value={filter}
          onChange={id =>
            filters.set({
              disposition: id === null || id === 'all' ? undefined : String(id),
            })
          }
          options={FILTERS.map(id => ({
            id,
            label: t(`inventory.filters.${id}`),
          }))}
        />
        {rows.length === 0 ? (
          <EmptyNotice
            title={t(`inventory.${empty}`)}
            description={t(`inventory.${empty}Why`)}
          />
        ) : (
          <DataTable
            label={t('inventory.items')}
            columns={columns}
            rows={rows}
          />
        )}
      </Flex>
      {chosen && (
        <DispositionDialog
          key={chosen.id}
          item={chosen}
          teams={props.teams}
          onDone={props.onChange}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Section>
  );
}
