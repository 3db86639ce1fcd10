import { CostReport } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Skeleton, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useMemo } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useCeilings } from '../../hooks/useCeilings';
import { useCosts } from '../../hooks/useCosts';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { SpendChart } from '../SpendChart';
import { CostFigures } from './CostFigures';
import { COST_RANGES, CostRange, costRangeOf, daysOf } from './costRange';
import { CostTable } from './CostTable';
import { ExportButton } from './ExportButton';
import { sumRows } from './sumRows';

/** Where does the money go, and how sure is that? */
export function CostsPage() {
  const { t } = useMessages();
  const filters = useFilters();
  const range = costRangeOf(filters.get('range'));
  const days = useMemo(() => daysOf(range, new Date()), [range]);
  const byTeam = useCosts({ ...days, groupBy: ['day', 'team'] });
  const byModel = useCosts({ ...days, groupBy: 'model' });

  return (
    <Page
      title={t('costs.title')}
      action={<ExportButton report={byTeam.value} />}
    >
      <RangeChoice
        range={range}
        onChange={chosen =>
          filters.set({ range: chosen === '30d' ? undefined : chosen })
        }
      />
      <Answered
        answer={byTeam}
        loading={
          <>
            <Skeleton width="100%" height={104} />
            <Skeleton width="100%" height={320} />
          </>
        }
        isEmpty={({ total }) => total.requests === 0}
        empty={
          <Section title={t('costs.chart.title')}>
            <EmptyNotice
              title={t('costs.empty.title')}
              description={t('costs.empty.description')}
            />
          </Section>
        }
      >
        {report => <Report report={report} byModel={byModel} />}
      </Answered>
    </Page>
  );
}

function Report(props: { report: CostReport; byModel: Answer<CostReport> }) {
  const { t } = useMessages();
  const ceilings = useCeilings();
  const { from, to, timeZone, rows, total } = props.report;
  const ceiling = ceilings.value?.items.find(
    ({ scope, window }) => window === 'month' && scope.kind === 'organisation',
  );

  return (
    <Flex direction="column" gap="5">
      <CostFigures report={props.report} ceiling={ceiling} />
      <Section
        title={t('costs.chart.title')}
        description={t('costs.period', { from, to, timeZone })}
      >
        <SpendChart report={props.report} split="teamRef" />
      </Section>
      <Section title={t('costs.byTeam')}>
        <CostTable
          label={t('costs.byTeam')}
          subject={t('costs.table.team')}
          rows={sumRows(rows, row => row.teamRef)}
          totalPicoUsd={total.costPicoUsd}
        />
      </Section>
      <Section title={t('costs.byModel')}>
        <Answered answer={props.byModel} loading={<Lines count={4} />}>
          {models => (
            <CostTable
              label={t('costs.byModel')}
              subject={t('costs.table.model')}
              rows={sumRows(models.rows, row => row.modelRef)}
              totalPicoUsd={models.total.costPicoUsd}
            />
          )}
        </Answered>
      </Section>
    </Flex>
  );
}

function RangeChoice(props: {
  range: CostRange;
  onChange: (range: CostRange) => void;
}) {
  const { t } = useMessages();
  return (
    <ToggleButtonGroup
      aria-label={t('costs.range.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.range]}
      onSelectionChange={keys => {
        const chosen = COST_RANGES.find(range => keys.has(range));
        if (chosen) {
          props.onChange(chosen);
        }
      }}
    >
      {COST_RANGES.map(range => (
        <ToggleButton key={range} id={range}>
          {t(`costs.range.${range}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
