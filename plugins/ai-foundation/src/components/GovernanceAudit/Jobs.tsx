import { Job } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useJobs } from '../../hooks/useJobs';
import { useLanguage } from '../../hooks/useLanguage';
import { Translate, useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import styles from './GovernanceAudit.module.css';
import { intervalInWords } from './intervalInWords';

/** Whether the work that runs by itself runs. */
export function Jobs() {
  const { t } = useMessages();
  const language = useLanguage();
  const jobs = useJobs();
  const columns = jobColumns(t, language);
  return (
    <Section title={t('audit.jobs.title')}>
      <Answered answer={jobs} loading={<Lines count={1} />}>
        {({ items }) => (
          <>
            <Summary jobs={items} />
            <details className={styles.jobs}>
              <summary>{t('audit.jobs.show')}</summary>
              <DataTable
                label={t('audit.jobs.title')}
                columns={columns}
                rows={items}
              />
            </details>
          </>
        )}
      </Answered>
    </Section>
  );
}

function Summary(props: { jobs: Job[] }) {
  const { t } = useMessages();
  const late = props.jobs.filter(({ overdue }) => overdue).length;
  return late === 0 ? (
    <Status tone="positive">
      {t('audit.jobs.inTime', { count: props.jobs.length })}
    </Status>
  ) : (
    <Status tone="negative">{t('audit.jobs.late', { count: late })}</Status>
  );
}

function jobColumns(t: Translate, language: string): Array<DataColumn<Job>> {
  return [
    { id: 'job', label: t('audit.jobs.table.job'), cell: ({ id }) => id },
    {
      id: 'state',
      label: t('audit.jobs.table.state'),
      cell: job => <JobState job={job} />,
    },
    {
      id: 'succeeded',
      label: t('audit.jobs.table.succeeded'),
      kind: 'short',
      cell: ({ succeededAt }) =>
        succeededAt ? (
          <RelativeTime instant={succeededAt} />
        ) : (
          t('audit.jobs.never')
        ),
    },
    {
      id: 'interval',
      label: t('audit.jobs.table.interval'),
      kind: 'short',
      cell: ({ intervalMs }) => intervalInWords(intervalMs, language),
    },
    {
      id: 'result',
      label: t('audit.jobs.table.result'),
      kind: 'words',
      cell: ({ result }) => result ?? '–',
    },
  ];
}

function JobState({ job }: { job: Job }) {
  const { t } = useMessages();
  if (job.error) {
    return (
      <Status tone="negative">
        {t('audit.jobs.failing', { error: job.error })}
      </Status>
    );
  }
  return job.overdue ? (
    <Status tone="negative">{t('audit.jobs.overdue')}</Status>
  ) : (
    <Status tone="positive">{t('audit.jobs.running')}</Status>
  );
}
