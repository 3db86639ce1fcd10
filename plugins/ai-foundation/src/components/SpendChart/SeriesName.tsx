import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { OTHERS } from './spendByDay';

/** Who a series stands for. */
export function SeriesName(props: { name: string }) {
  const { t } = useMessages();
  return props.name === OTHERS ? (
    <>{t('costs.chart.other')}</>
  ) : (
    <EntityName entityRef={props.name} plain />
  );
}
