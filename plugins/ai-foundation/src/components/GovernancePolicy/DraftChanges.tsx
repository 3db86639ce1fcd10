import { AupDraft } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex, Select } from '@backstage/ui';
import { useState } from 'react';
import { useAupDiff } from '../../hooks/useAupDiff';
import { useAupDrafts } from '../../hooks/useAupDrafts';
import { useAupVersions } from '../../hooks/useAupVersions';
import { useMessages } from '../../hooks/useMessages';
import { EmptyNotice } from '../EmptyNotice';
import { PolicyDiff } from '../PolicyDiff';
import { Section } from '../Section';

/** What the draft, as it is saved, changes in any version or other draft. */
export function DraftChanges(props: { draft: AupDraft }) {
  const { t } = useMessages();
  const { id, basedOn, contentSha256 } = props.draft;
  const versions = useAupVersions().value?.items ?? [];
  const drafts = useAupDrafts().value?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const since = chosen ?? basedOn ?? versions[0]?.version;
  const options = [
    ...versions.map(({ version }) => ({
      id: version,
      label: t('policy.diff.version', { version }),
    })),
    ...drafts
      .filter(draft => draft.id !== id)
      .map(draft => ({
        id: draft.id,
        label: t('policy.diff.draft', { title: draft.title }),
      })),
  ];

  return (
    <Section title={t('policyDrafts.tabs.changes')}>
      {options.length === 0 ? (
        <EmptyNotice title={t('policy.diff.first')} />
      ) : (
        <Flex direction="column" gap="4">
          <Select
            label={t('policy.diff.since')}
            placeholder={t('policy.diff.choose')}
            value={since ?? null}
            onChange={name => name && setChosen(String(name))}
            options={options}
          />
          <Changes key={contentSha256} since={since} draftId={id} />
        </Flex>
      )}
    </Section>
  );
}

function Changes(props: { since: string | undefined; draftId: string }) {
  const diff = useAupDiff(props.since, props.draftId);
  return props.since ? <PolicyDiff diff={diff} /> : null;
}
