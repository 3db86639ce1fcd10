import {
  acknowledgementStateSchema,
  CampaignDetail,
  CampaignRecipient,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Flex } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useCampaignRecipients } from '../../hooks/useCampaignRecipients';
import { useFilters } from '../../hooks/useFilters';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { DataTable } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { FilterSelect } from '../RequestsPage/FilterSelect';
import { Section } from '../Section';
import { ExemptDialog } from './ExemptDialog';
import styles from './GovernanceCirculation.module.css';
import { recipientColumns } from './recipientColumns';

const STATES = [
  ...acknowledgementStateSchema.options.filter(
    state => state !== 'not_requested',
  ),
  'left' as const,
];

/** The people of a campaign, page by page, by state and group. */
export function CampaignPeople(props: {
  campaign: CampaignDetail;
  mayExempt: boolean;
  onChanged: () => void;
}) {
  const { t } = useMessages();
  const { campaign, mayExempt } = props;
  const filters = useFilters();
  const state = STATES.find(known => known === filters.get('state'));
  const group = filters.get('group');
  const cursor = filters.get('cursor');
  const recipients = useCampaignRecipients(campaign.version, {
    state,
    group,
    cursor,
  });
  const [chosen, setChosen] = useState<CampaignRecipient>();
  const columns = useMemo(
    () => recipientColumns(t, mayExempt ? setChosen : undefined),
    [t, mayExempt],
  );
  const label = t('circulation.people.title');
  const next = recipients.value?.nextCursor;

  return (
    <Section title={label}>
      <Flex direction="column" gap="3">
        <div className={styles.filters}>
          <FilterSelect
            label={t('circulation.people.state')}
            anyLabel={t('circulation.people.anyState')}
            value={state}
            options={STATES.map(id => ({
              id,
              label: t(`circulation.states.${id}`),
            }))}
            onChange={value => filters.set({ state: value, cursor: undefined })}
          />
          <FilterSelect
            label={t('circulation.people.group')}
            anyLabel={t('circulation.people.anyGroup')}
            value={group}
            options={campaign.groups.map(({ groupRef, title }) => ({
              id: groupRef,
              label: title,
            }))}
            onChange={value => filters.set({ group: value, cursor: undefined })}
          />
        </div>
        <Answered
          answer={recipients}
          loading={
            <DataTable label={label} columns={columns} rows={undefined} />
          }
          isEmpty={({ items }) => items.length === 0}
          empty={
            <EmptyNotice
              title={t('circulation.people.none')}
              description={t('circulation.people.noneWhy')}
            />
          }
        >
          {({ items }) => (
            <DataTable
              label={label}
              columns={columns}
              isStale={recipients.isStale}
              rows={items.map(person => ({ ...person, id: person.userRef }))}
            />
          )}
        </Answered>
        <Flex justify="end" gap="2">
          <Button
            variant="secondary"
            isDisabled={!cursor}
            onPress={() => filters.set({ cursor: undefined })}
          >
            {t('circulation.people.first')}
          </Button>
          <Button
            variant="secondary"
            isDisabled={!next}
            onPress={() => filters.set({ cursor: next })}
          >
            {t('circulation.people.next')}
          </Button>
        </Flex>
      </Flex>
      {chosen && (
        <ExemptDialog
          version={campaign.version}
          person={chosen}
          onClose={() => setChosen(undefined)}
          onChanged={() => {
            recipients.reload();
            props.onChanged();
          }}
        />
      )}
    </Section>
  );
}
