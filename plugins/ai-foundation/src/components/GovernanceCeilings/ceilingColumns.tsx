import {
  Ceiling,
  CeilingScope,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import { scopeId } from './ceilingScope';
import { ScopeName } from './ScopeName';

/** What a list of ceilings shows; without `onChange` it is only read. */
export function ceilingColumns(
  t: Translate,
  onChange: ((scope: CeilingScope) => void) | undefined,
): Array<DataColumn<Ceiling>> {
  const columns: Array<DataColumn<Ceiling>> = [
    {
      id: 'scope',
      label: t('governance.ceilings.table.scope'),
      sortBy: ({ scope }) => scopeId(scope),
      cell: ({ scope }) => <ScopeName scope={scope} />,
    },
    moneyColumn(
      'amount',
      t('governance.ceilings.table.amountUnit'),
      t,
      ceiling => ceiling.amountPicoUsd,
    ),
    moneyColumn(
      'spent',
      t('governance.ceilings.table.usedUnit'),
      t,
      ceiling => ceiling.current.committedPicoUsd,
    ),
    moneyColumn(
      'held',
      t('governance.ceilings.table.usedUnit'),
      t,
      ceiling => ceiling.current.heldPicoUsd,
    ),
    {
      id: 'window',
      label: t('governance.ceilings.table.window'),
      kind: 'short',
      cell: ({ current, timeZone }) =>
        t('governance.ceilings.table.windowIn', {
          window: current.window,
          timeZone,
        }),
    },
    {
      id: 'setBy',
      label: t('governance.ceilings.table.setBy'),
      sortBy: ({ setAt }) => setAt,
      cell: ({ setBy, setAt }) =>
        t('governance.ceilings.table.setByWhen', {
          name: <EntityName entityRef={setBy} plain />,
          when: <RelativeTime instant={setAt} />,
        }),
    },
  ];
  if (onChange) {
    columns.push({
      id: 'action',
      label: t('governance.ceilings.table.action'),
      kind: 'short',
      cell: ({ scope }) => (
        <Button
          size="small"
          variant="secondary"
          aria-label={t('governance.ceilings.changeFor', {
            scope: scopeId(scope),
          })}
          onPress={() => onChange(scope)}
        >
          {t('governance.ceilings.change')}
        </Button>
      ),
    });
  }
  return columns;
}

function moneyColumn(
  id: 'amount' | 'spent' | 'held',
  unit: string,
  t: Translate,
  amountOf: (ceiling: Ceiling) => string,
): DataColumn<Ceiling> {
  return {
    id,
    label: t(`governance.ceilings.table.${id}`),
    unit,
    kind: 'numeric',
    sortBy: ceiling => BigInt(amountOf(ceiling)),
    cell: ceiling => <Money picoUsd={amountOf(ceiling)} />,
  };
}
