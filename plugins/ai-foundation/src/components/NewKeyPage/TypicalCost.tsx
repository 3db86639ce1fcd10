import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { DataColumn, DataTable } from '../DataTable';
import { costOfRequest, TokenFields, TYPICAL_REQUEST } from '../ModelPrice';
import { Money } from '../Money';
import { Section } from '../Section';

type CostRow = { id: string; title: string; picoUsd: bigint };

/** What a request of a size costs with the chosen models. */
export function TypicalCost(props: { models: Model[] }) {
  const { t } = useMessages();
  const [size, setSize] = useState(TYPICAL_REQUEST);
  const columns = useMemo<Array<DataColumn<CostRow>>>(
    () => [
      { id: 'model', label: t('keys.form.cost.model'), cell: row => row.title },
      {
        id: 'one',
        label: t('keys.form.cost.perRequest'),
        kind: 'numeric',
        cell: row => <Money picoUsd={row.picoUsd} />,
      },
      {
        id: 'thousand',
        label: t('keys.form.cost.perThousand'),
        kind: 'numeric',
        cell: row => <Money picoUsd={row.picoUsd * 1000n} />,
      },
    ],
    [t],
  );
  const rows = props.models.flatMap(model => {
    const picoUsd = costOfRequest(model, size);
    return picoUsd === undefined
      ? []
      : [{ id: model.ref, title: model.title, picoUsd }];
  });

  return (
    <Section title={t('keys.form.cost.title')}>
      <Flex direction="column" gap="4">
        <TokenFields size={size} onChange={setSize} />
        {rows.length === 0 ? (
          <Text as="p" color="secondary">
            {t('keys.form.cost.none')}
          </Text>
        ) : (
          <DataTable
            label={t('keys.form.cost.title')}
            columns={columns}
            rows={rows}
          />
        )}
      </Flex>
    </Section>
  );
}
