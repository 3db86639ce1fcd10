import {
  CostReport,
  exactUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { saveFile } from '../../files/saveFile';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { toCsv } from './toCsv';

/** Saves the figures of the page, exact, as a CSV file. */
export function ExportButton(props: { report: CostReport | undefined }) {
  const { t } = useMessages();
  const isDemo = useProfile().value?.demo;
  const { report } = props;

  const save = () => {
    if (!report) {
      return;
    }
    const prefix = isDemo ? 'demo_' : '';
    saveFile(
      `${prefix}ai-costs_${report.from}_${report.to}.csv`,
      'text/csv;charset=utf-8',
      toCsv(linesOf(report)),
    );
  };

  return (
    <Button
      variant="secondary"
      iconStart={<RiDownloadLine />}
      isDisabled={!report}
      onPress={save}
    >
      {t('costs.export')}
    </Button>
  );
}

/** Column names stay the same in every language, for whatever reads them. */
function linesOf(report: CostReport): string[][] {
  return [
    [
      'day',
      'time_zone',
      'team',
      'requests',
      'failed_requests',
      'input_tokens',
      'cached_input_tokens',
      'output_tokens',
      'cost_usd',
      'estimated_cost_usd',
    ],
    ...report.rows.map(row => [
      row.day ?? '',
      report.timeZone,
      row.teamRef ?? '',
      String(row.requests),
      String(row.failedRequests),
      String(row.inputTokens),
      String(row.cachedInputTokens),
      String(row.outputTokens),
      exactUsd(BigInt(row.costPicoUsd)),
      exactUsd(BigInt(row.estimatedCostPicoUsd)),
    ]),
  ];
}
