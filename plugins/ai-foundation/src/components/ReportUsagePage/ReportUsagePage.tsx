import {
  api,
  Profile,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  Checkbox,
  Flex,
  Select,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { newKeyRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { ActionError } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { Section } from '../Section';
import { emptyUsage, isComplete, toUsage, UsageFields } from '../UsageFields';

const NO_TEAM = 'none';

/** How do I tell what I use, and who will see it? */
export function ReportUsagePage() {
  const { t } = useMessages();
  const profile = useProfile();
  const [isSent, setSent] = useState(false);
  return (
    <BreadcrumbEntry entry={{ label: t('inventory.form.title'), href: '' }}>
      <Page
        title={t('inventory.form.title')}
        description={t('inventory.form.description')}
      >
        {isSent ? (
          <Thanks onAnother={() => setSent(false)} />
        ) : (
          <Section title={t('inventory.form.title')} isTitleHidden>
            <Answered answer={profile} loading={<Lines count={6} />}>
              {value => (
                <ReportForm profile={value} onSent={() => setSent(true)} />
              )}
            </Answered>
          </Section>
        )}
      </Page>
    </BreadcrumbEntry>
  );
}

function ReportForm(props: { profile: Profile; onSent: () => void }) {
  const { t } = useMessages();
  const report = useAction(api.reportUsage);
  const { teams } = props.profile;
  const [draft, setDraft] = useState(emptyUsage);
  const [team, setTeam] = useState<string | undefined>(teams[0]?.ref);
  const [hideName, setHideName] = useState(false);

  const send = async () => {
    const body = { ...toUsage(draft), team, hideName };
    if (await report.run({ body })) {
      props.onSent();
    }
  };

  return (
    <Flex direction="column" gap="5" style={{ maxWidth: '42rem' }}>
      <UsageFields value={draft} onChange={setDraft} />
      <Select
        label={t('inventory.form.team')}
        size="medium"
        value={team ?? NO_TEAM}
        onChange={id =>
          setTeam(id === null || id === NO_TEAM ? undefined : String(id))
        }
        options={[
          ...teams.map(({ ref, title }) => ({ id: ref, label: title })),
          { id: NO_TEAM, label: t('inventory.form.noTeam') },
        ]}
      />
      <Checkbox isSelected={hideName} onChange={setHideName}>
        {t('inventory.form.hideName')}
      </Checkbox>
      <Text as="p" variant="body-small" color="secondary">
        {t('inventory.form.whoSees')}:{' '}
        {t(
          hideName
            ? 'inventory.form.whoSeesHidden'
            : 'inventory.form.whoSeesReport',
        )}
      </Text>
      <ActionError error={report.error} />
      <div>
        <Button
          isDisabled={!isComplete(draft)}
          isPending={report.isPending}
          onPress={send}
        >
          {t('inventory.form.send')}
        </Button>
      </div>
    </Flex>
  );
}

function Thanks(props: { onAnother: () => void }) {
  const { t } = useMessages();
  const newKeyHref = useRouteRef(newKeyRouteRef)?.();
  return (
    <Section
      title={t('inventory.form.thanks')}
      description={t('inventory.form.thanksWhy')}
    >
      <Flex gap="3">
        <ButtonLink href={newKeyHref}>{t('inventory.getKey')}</ButtonLink>
        <Button variant="secondary" onPress={props.onAnother}>
          {t('inventory.form.another')}
        </Button>
      </Flex>
    </Section>
  );
}
