import { Button, Flex, Switch, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { useRequests } from '../../hooks/useRequests';
import { EmptyNotice } from '../EmptyNotice';
import { ErrorNotice } from '../ErrorNotice';
import { Freshness } from '../Freshness';
import { Page } from '../Page';
import { RequestsTable } from '../RequestsTable';
import { Section } from '../Section';
import { RelativeTime } from '../RelativeTime';
import { RequestFilters } from './RequestFilters';
import { RequestQuestions } from './RequestQuestions';
import { queryOf } from './requestFilters';

const REFRESH_SECONDS = 15;
const LIVE_REFRESH_SECONDS = 2;

/** What happened? */
export function RequestsPage() {
  const { t } = useMessages();
  const filters = useFilters();
  const cursor = filters.get('cursor');
  const [isLive, setLive] = useState(false);
  // The range starts at a fixed instant, so that pages do not shift.
  const now = useMemo(() => new Date(), []);
  const requests = useRequests(
    queryOf(filters, now),
    // Older pages do not change; only the newest one is watched.
    cursor
      ? {}
      : { refreshSeconds: isLive ? LIVE_REFRESH_SECONDS : REFRESH_SECONDS },
  );
  const next = requests.value?.nextCursor;

  return (
    <Page title={t('requests.title')} action={<Freshness answer={requests} />}>
      <RequestQuestions filters={filters} />
      <RequestFilters filters={filters} />
      {requests.error && requests.value && (
        <ErrorNotice error={requests.error} onRetry={requests.reload} />
      )}
      <Section title={t('requests.table.label')} isTitleHidden>
        <RequestsTable
          requests={requests}
          empty={
            filters.isEmpty ? undefined : (
              <EmptyNotice
                title={t('requests.empty.filtered')}
                description={t('requests.empty.filteredWhy')}
              />
            )
          }
        />
        {requests.value?.searchedBackTo && (
          <Text as="p" color="secondary">
            {t('requests.searched', {
              when: <RelativeTime instant={requests.value.searchedBackTo} />,
            })}
          </Text>
        )}
        <Flex justify="end" align="center" gap="2" mt="3">
          <Switch
            label={t('requests.live')}
            isSelected={isLive}
            isDisabled={Boolean(cursor)}
            onChange={setLive}
          />
          <Button
            variant="secondary"
            isDisabled={!cursor}
            onPress={() => filters.set({ cursor: undefined })}
          >
            {t('requests.newest')}
          </Button>
          <Button
            variant="secondary"
            isDisabled={!next}
            onPress={() => filters.set({ cursor: next })}
          >
            {t('requests.older')}
          </Button>
        </Flex>
      </Section>
    </Page>
  );
}
