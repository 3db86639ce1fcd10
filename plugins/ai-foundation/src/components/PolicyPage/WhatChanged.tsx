import { Flex, Select } from '@backstage/ui';
import { useState } from 'react';
import { useAupDiff } from '../../hooks/useAupDiff';
import { useAupVersions } from '../../hooks/useAupVersions';
import { useMessages } from '../../hooks/useMessages';
import { useMyAcknowledgement } from '../../hooks/useMyAcknowledgement';
import { PolicyDiff } from '../PolicyDiff';
import { Section } from '../Section';

/** What is new in a version since any other; by default, since the reader agreed to one. */
export function WhatChanged(props: { version: string }) {
  const { t } = useMessages();
  const versions = useAupVersions().value?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const index = versions.findIndex(({ version }) => version === props.version);
  const others = versions.filter(({ version }) => version !== props.version);
  const agreed = useMyAcknowledgement().value?.acknowledgedVersion;
  const since =
    chosen ??
    others.find(({ version }) => version === agreed)?.version ??
    versions[index + 1]?.version;
  const diff = useAupDiff(since, props.version);

  if (others.length === 0) {
    return null;
  }
  return (
    <Section title={t('policy.diff.title')}>
      <Flex direction="column" gap="4">
        <Select
          label={t('policy.diff.since')}
          placeholder={t('policy.diff.choose')}
          value={since ?? null}
          onChange={version => version && setChosen(String(version))}
          options={others.map(({ version }) => ({
            id: version,
            label: t('policy.diff.version', { version }),
          }))}
        />
        {since && <PolicyDiff diff={diff} />}
      </Flex>
    </Section>
  );
}
