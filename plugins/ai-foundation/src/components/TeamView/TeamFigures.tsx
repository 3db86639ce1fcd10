import {
  Ceiling,
  TeamSummary,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Figure, FigureRow } from '../Figure';
import { Money } from '../Money';
import { Quantity } from '../Quantity';

/** The team's month in four figures, each with its reason. */
export function TeamFigures(props: { team: TeamSummary; ceilings: Ceiling[] }) {
  const { t } = useMessages();
  const { month, members, acknowledged } = props.team;
  const missing = members - acknowledged;
  const failedShare = ((month.failedRequests / month.requests) * 100).toFixed(
    1,
  );

  return (
    <FigureRow>
      <Figure
        label={t('teams.figures.spend')}
        value={<Money picoUsd={month.costPicoUsd} />}
        reason={<SpendReason {...props} />}
      />
      <Figure
        label={t('teams.figures.requests')}
        value={<Quantity value={month.requests} />}
        reason={
          month.requests === 0
            ? t('teams.figures.requestsNone')
            : t('teams.figures.requestsTokens', {
                input: <Quantity value={month.inputTokens} />,
                output: <Quantity value={month.outputTokens} />,
              })
        }
      />
      <Figure
        label={t('teams.figures.failed')}
        value={month.requests === 0 ? '–' : `${failedShare} %`}
        reason={
          month.requests === 0
            ? t('teams.figures.failedNone')
            : t('teams.figures.failedReason', {
                failed: <Quantity value={month.failedRequests} />,
                requests: <Quantity value={month.requests} />,
              })
        }
      />
      <Figure
        label={t('teams.figures.acknowledged')}
        value={t('teams.table.of', {
          part: String(acknowledged),
          whole: String(members),
        })}
        reason={
          missing === 0
            ? t('teams.figures.acknowledgedAll')
            : t('teams.figures.acknowledgedMissing', { count: missing })
        }
      />
    </FigureRow>
  );
}

/** Of the month, as the figure above: the team's own ceiling binds it first; the organisation's binds everyone. */
function SpendReason(props: { team: TeamSummary; ceilings: Ceiling[] }) {
  const { t } = useMessages();
  const { team, ceilings } = props;
  const own = ceilings.find(
    ({ scope, window }) =>
      window === 'month' && scope.kind === 'team' && scope.ref === team.ref,
  );
  const whole = ceilings.find(
    ({ scope, window }) => window === 'month' && scope.kind === 'organisation',
  );
  if (own) {
    const share =
      Number(BigInt(own.current.committedPicoUsd)) /
      Number(BigInt(own.inForcePicoUsd));
    return (
      <>
        {t('teams.figures.spendCeiling', {
          percent: String(Math.floor(share * 100)),
          ceiling: <Money picoUsd={own.inForcePicoUsd} />,
        })}
      </>
    );
  }
  if (whole) {
    return (
      <>
        {t('teams.figures.spendShare', {
          spent: <Money picoUsd={whole.current.committedPicoUsd} />,
          ceiling: <Money picoUsd={whole.inForcePicoUsd} />,
        })}
      </>
    );
  }
  return <>{t('teams.figures.spendFree')}</>;
}
