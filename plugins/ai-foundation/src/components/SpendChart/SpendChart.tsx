import { CostReport } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { SpendBars } from './SpendBars';
import { spendByDay } from './spendByDay';
import { SpendTable } from './SpendTable';
import styles from './SpendChart.module.css';

/** By what a chart tells spend apart. */
export type SpendSplit = 'teamRef' | 'modelRef';

/** Spend by day as bars, with the figures behind them as a table. */
export function SpendChart(props: { report: CostReport; split: SpendSplit }) {
  const { t } = useMessages();
  const [asTable, setAsTable] = useState(false);
  const spend = spendByDay(props.report, row => row[props.split]);

  return (
    <div className={styles.chart}>
      <div className={styles.bar}>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setAsTable(!asTable)}
        >
          {asTable ? t('common.showChart') : t('common.showTable')}
        </Button>
      </div>
      {asTable ? <SpendTable spend={spend} /> : <SpendBars spend={spend} />}
    </div>
  );
}
