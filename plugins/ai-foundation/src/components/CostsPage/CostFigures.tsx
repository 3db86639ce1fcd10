import {
  Ceiling,
  CostReport,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Figure, FigureRow } from '../Figure';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { percentOf } from './percentOf';

/** Spend, how sure it is, and what limits it. */
export function CostFigures(props: {
  report: CostReport;
  ceiling: Ceiling | undefined;
}) {
  const { t } = useMessages();
  const { total } = props.report;
  const estimated = BigInt(total.estimatedCostPicoUsd);
  const share = percentOf(total.estimatedCostPicoUsd, total.costPicoUsd);
  return (
    <FigureRow>
      <Figure
        label={t('costs.figures.spend')}
        value={<Money picoUsd={total.costPicoUsd} />}
        reason={t('costs.figures.requests', {
          requests: <Quantity value={total.requests} />,
        })}
      />
      <Figure
        label={t('costs.figures.estimated')}
        value={`${share.toFixed(1)} %`}
        reason={
          estimated === 0n
            ? t('costs.figures.estimatedNone')
            : t('costs.figures.estimatedWhy', {
                amount: <Money picoUsd={estimated} />,
              })
        }
      />
      <CeilingFigure ceiling={props.ceiling} />
    </FigureRow>
  );
}

function CeilingFigure(props: { ceiling: Ceiling | undefined }) {
  const { t } = useMessages();
  const { ceiling } = props;
  const label = t('costs.figures.ceiling');
  if (!ceiling) {
    return (
      <Figure
        label={label}
        value={t('costs.figures.ceilingNone')}
        reason={t('costs.figures.ceilingNoneWhy')}
      />
    );
  }
  const { committedPicoUsd, window } = ceiling.current;
  return (
    <Figure
      label={label}
      value={<Money picoUsd={ceiling.inForcePicoUsd} />}
      reason={t('costs.figures.ceilingWhy', {
        percent: percentOf(committedPicoUsd, ceiling.inForcePicoUsd).toFixed(1),
        window,
      })}
    />
  );
}
