import {
  api,
  Coverage,
  DataSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Switch } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { Figure, FigureRow } from '../Figure';
import { Section } from '../Section';
import { ClassifyDialog } from './ClassifyDialog';
import styles from './GovernanceData.module.css';
import { sourceColumns } from './sourceColumns';

const PAGE_SIZE = 50;

/** How many data sources are classified, and which are not. */
export function DataSources() {
  const { t } = useMessages();
  const sources = useAnswer(api.listDataSources);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [shown, setShown] = useState(PAGE_SIZE);
  const [chosenRef, setChosenRef] = useState<string>();
  const chosen = sources.value?.items.find(({ ref }) => ref === chosenRef);
  const columns = useMemo(() => sourceColumns(t, setChosenRef), [t]);
  const label = t('data.coverage.title');
  const fits = ({ state }: DataSource) => !onlyOpen || state !== 'confirmed';

  return (
    <Section title={label} description={t('data.coverage.why')}>
      <Answered
        answer={sources}
        loading={<DataTable label={label} columns={columns} rows={undefined} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyNotice
            title={t('data.coverage.none')}
            description={t('data.coverage.noneWhy')}
          />
        }
      >
        {({ coverage, items }) => {
          const fitting = items.filter(fits);
          return (
            <div className={styles.fields}>
              <CoverageFigures coverage={coverage} />
              <Switch
                label={t('data.coverage.only')}
                isSelected={onlyOpen}
                onChange={setOnlyOpen}
              />
              {fitting.length === 0 ? (
                <EmptyNotice title={t('data.coverage.allDone')} />
              ) : (
                <DataTable
                  label={label}
                  columns={columns}
                  rows={fitting
                    .slice(0, shown)
                    .map(source => ({ ...source, id: source.ref }))}
                />
              )}
              {fitting.length > shown && (
                <div>
                  <Button
                    variant="secondary"
                    onPress={() => setShown(shown + PAGE_SIZE)}
                  >
                    {t('data.coverage.shown', {
                      count: String(
                        Math.min(PAGE_SIZE, fitting.length - shown),
                      ),
                    })}
                  </Button>
                </div>
              )}
            </div>
          );
        }}
      </Answered>
      {chosen && (
        <ClassifyDialog
          key={chosen.ref}
          source={chosen}
          onDone={sources.reload}
          onClose={() => setChosenRef(undefined)}
        />
      )}
    </Section>
  );
}

function CoverageFigures({ coverage }: { coverage: Coverage }) {
  const { t } = useMessages();
  const parts = ['classified', 'confirmed', 'referenced'] as const;
  return (
    <FigureRow>
      {parts.map(part => (
        <Figure
          key={part}
          label={t(`data.coverage.${part}`)}
          value={t('data.coverage.of', {
            count: String(coverage[part]),
            total: String(coverage.total),
          })}
          reason={t(`data.coverage.${part}Why`)}
        />
      ))}
    </FigureRow>
  );
}
