import {
  formatUsd,
  PICO_USD_PER_USD,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { SeriesName } from './SeriesName';
import { SpendByDay, SpendDay } from './spendByDay';
import { SpendTip } from './SpendTip';
import styles from './SpendChart.module.css';

/** A bar a day, stacked by who spent. */
export function SpendBars(props: { spend: SpendByDay }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { days, series } = props.spend;
  const dayFormat = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });

  return (
    <>
      <div
        className={styles.canvas}
        role="img"
        aria-label={t('costs.chart.label')}
      >
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={days}
            margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
            <XAxis
              dataKey="day"
              tickFormatter={day => dayFormat.format(new Date(day))}
              minTickGap={24}
              tickLine={false}
            />
            <YAxis
              width={64}
              tickFormatter={formatTick}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              cursor={{ fill: 'var(--bui-border-1)', opacity: 0.5 }}
              content={({ payload }) => (
                <SpendTip day={payload?.[0]?.payload} series={series} />
              )}
            />
            {series.map((name, index) => (
              <Bar
                key={name}
                name={name}
                stackId="spend"
                isAnimationActive={false}
                fill={`var(--series-${index})`}
                dataKey={(day: SpendDay) => usdToDraw(day.bySeries[name] ?? 0n)}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      {series.length > 1 && (
        <ul className={styles.legend}>
          {series.map((name, index) => (
            <li key={name}>
              <span
                className={styles.swatch}
                style={{ background: `var(--series-${index})` }}
              />
              <SeriesName name={name} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** For heights of bars only; every figure that is read comes from the bigint. */
function usdToDraw(picoUsd: bigint): number {
  return Number(picoUsd) / Number(PICO_USD_PER_USD);
}

function formatTick(usd: number): string {
  return formatUsd(BigInt(Math.round(usd * Number(PICO_USD_PER_USD))));
}
