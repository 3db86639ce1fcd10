import {
  ValidationCheck,
  ValidationRunDetail,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Switch } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useValidationRun } from '../../hooks/useValidationRun';
import { Answered } from '../Answered';
import { DataColumn, DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { Status, Tone } from '../Status';
import styles from './GatewayPage.module.css';
import { RunFacts } from './RunFacts';

const TONES: Record<ValidationCheck['result'], Tone> = {
  passed: 'positive',
  failed: 'negative',
  skipped: 'neutral',
};

/** One record of a proof, with everything that was tried. */
export function ValidationRunPage() {
  const { t } = useMessages();
  const { id = '' } = useParams();
  const run = useValidationRun(id);
  return (
    <Page
      title={
        run.value
          ? t(`gateway.proof.kind.${run.value.kind}`)
          : t('gateway.title')
      }
    >
      <Section title={t('gateway.run.record')}>
        <Answered answer={run} loading={<Lines count={4} />}>
          {value => <RunFacts run={value} />}
        </Answered>
      </Section>
      {run.value && <Checks run={run.value} />}
    </Page>
  );
}

function Checks({ run }: { run: ValidationRunDetail }) {
  const { t } = useMessages();
  const filters = useFilters();
  const isOnlyFailed = filters.get('only') === 'failed';
  const rows = run.checks
    .map((check, position) => ({ ...check, id: String(position) }))
    .filter(({ result }) => !isOnlyFailed || result === 'failed');
  const columns: Array<DataColumn<ValidationCheck & { id: string }>> = [
    {
      id: 'check',
      label: t('gateway.run.check'),
      kind: 'short',
      cell: ({ check }) => check,
      sortBy: ({ check }) => check,
    },
    {
      id: 'subject',
      label: t('gateway.run.subject'),
      kind: 'words',
      cell: ({ subject }) => subject,
      sortBy: ({ subject }) => subject,
    },
    {
      id: 'expected',
      label: t('gateway.run.expected'),
      kind: 'words',
      cell: ({ expected }) => expected,
    },
    {
      id: 'got',
      label: t('gateway.run.got'),
      kind: 'words',
      cell: ({ got, reason }) => (reason ? `${got}. ${reason}` : got),
    },
    {
      id: 'result',
      label: t('gateway.run.outcome'),
      kind: 'short',
      cell: ({ result }) => (
        <Status tone={TONES[result]}>
          {t(`gateway.run.outcomes.${result}`)}
        </Status>
      ),
      sortBy: ({ result }) => result,
    },
    {
      id: 'latency',
      label: t('gateway.run.latency'),
      unit: 'ms',
      kind: 'numeric',
      cell: ({ latencyMs }) =>
        latencyMs === undefined ? '' : Math.round(latencyMs),
      sortBy: ({ latencyMs }) => latencyMs ?? -1,
    },
  ];
  return (
    <Section
      title={t('gateway.run.checks')}
      action={
        <Switch
          label={t('gateway.run.onlyFailed')}
          isSelected={isOnlyFailed}
          onChange={isOnly =>
            filters.set({ only: isOnly ? 'failed' : undefined })
          }
        />
      }
    >
      <div className={styles.stack}>
        {rows.length === 0 ? (
          <EmptyNotice title={t('gateway.run.none')} />
        ) : (
          <DataTable
            label={t('gateway.run.checks')}
            columns={columns}
            rows={rows}
          />
        )}
      </div>
    </Section>
  );
}
