import { CostQuery } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Skeleton } from '@backstage/ui';
import { useCosts } from '../../hooks/useCosts';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Section } from '../Section';
import { SpendChart } from '../SpendChart';

/** The last 30 days of a team or an application, stacked by model. */
export function SpendSection(props: {
  title: string;
  query: Pick<CostQuery, 'team' | 'application'>;
}) {
  const { t } = useMessages();
  const costs = useCosts({ ...props.query, groupBy: ['day', 'model'] });
  const report = costs.value;

  return (
    <Section
      title={props.title}
      description={
        report &&
        t('costs.period', {
          from: report.from,
          to: report.to,
          timeZone: report.timeZone,
        })
      }
    >
      <Answered
        answer={costs}
        loading={<Skeleton width="100%" height={256} />}
        isEmpty={({ total }) => total.requests === 0}
        empty={
          <EmptyNotice
            title={t('costs.empty.title')}
            description={t('costs.empty.description')}
          />
        }
      >
        {value => <SpendChart report={value} split="modelRef" />}
      </Answered>
    </Section>
  );
}
