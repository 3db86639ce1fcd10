import { InventoryItem } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, ButtonLink } from '@backstage/ui';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { Status } from '../Status';
import { TierName } from '../TierName';

/** What a list of uses shows, the action of a row beside its name. */
export function itemColumns(
  t: Translate,
  actions: {
    /** Missing for who only reads. */
    onDecide: ((item: InventoryItem) => void) | undefined;
    keyHrefOf: (item: InventoryItem) => string | undefined;
  },
): Array<DataColumn<InventoryItem>> {
  return [
    {
      id: 'tool',
      label: t('inventory.table.tool'),
      kind: 'words',
      sortBy: ({ tool }) => tool,
      cell: item => (
        <>
          <strong>{item.tool}</strong>
          {item.purpose && <div>{item.purpose}</div>}
          <div>
            {item.teamRef ? (
              <EntityName entityRef={item.teamRef} />
            ) : (
              t('inventory.noTeam')
            )}
          </div>
        </>
      ),
    },
    {
      id: 'action',
      label: t('inventory.table.action'),
      kind: 'short',
      cell: item => <ItemAction item={item} t={t} actions={actions} />,
    },
    {
      id: 'disposition',
      label: t('inventory.table.disposition'),
      kind: 'words',
      sortBy: ({ isUndecided, disposition }) =>
        isUndecided ? '' : disposition,
      cell: item => <DispositionState item={item} t={t} />,
    },
    {
      id: 'tier',
      label: t('inventory.table.tier'),
      kind: 'short',
      sortBy: ({ tier }) => tier ?? '',
      cell: ({ tier }) => (tier ? <TierName name={tier} /> : '–'),
    },
    {
      id: 'source',
      label: t('inventory.table.source'),
      kind: 'words',
      sortBy: ({ source }) => source,
      cell: item => (
        <>
          {t(`inventory.source.${item.source}`)}
          {item.evidence && <div>{item.evidence}</div>}
          <div>
            {item.reportedBy ? (
              <EntityName entityRef={item.reportedBy} plain />
            ) : (
              t('inventory.nameHidden')
            )}
            , <RelativeTime instant={item.reportedAt} />
          </div>
        </>
      ),
    },
  ];
}

function DispositionState(props: { item: InventoryItem; t: Translate }) {
  const { item, t } = props;
  const until = item.until && <RelativeTime instant={item.until} />;
  if (item.isUndecided) {
    return (
      <Status tone="warning">
        {until
          ? t('inventory.acceptEnded', { when: until })
          : t('inventory.undecided')}
      </Status>
    );
  }
  return (
    <>
      <Status tone="positive">
        {until
          ? t('inventory.acceptedUntil', { when: until })
          : t(`inventory.disposition.${item.disposition}`)}
      </Status>
      {item.dispositionReason && <div>{item.dispositionReason}</div>}
    </>
  );
}

function ItemAction(props: {
  item: InventoryItem;
  t: Translate;
  actions: Parameters<typeof itemColumns>[1];
}) {
  const { item, t, actions } = props;
  const { tool } = item;
  const keyHref = actions.keyHrefOf(item);
  const { onDecide } = actions;
  return (
    <>
      {keyHref && (
        <ButtonLink
          size="small"
          aria-label={t('inventory.getKeyFor', { tool })}
          href={keyHref}
        >
          {t('inventory.getKey')}
        </ButtonLink>
      )}
      {onDecide && (
        <Button
          size="small"
          variant={item.isUndecided ? 'primary' : 'secondary'}
          aria-label={t('inventory.decideFor', { tool })}
          onPress={() => onDecide(item)}
        >
          {t('inventory.decide')}
        </Button>
      )}
    </>
  );
}
