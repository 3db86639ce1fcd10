import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Flex } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { useAction } from '../../hooks/useAction';
import { useAupVersions } from '../../hooks/useAupVersions';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/** Starts a draft from the version in force, or the first one from nothing. */
export function StartDraft() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const create = useAction(api.createAupDraft);
  const versions = useAupVersions().value?.items;
  const current = versions?.[0]?.version;

  const start = async () => {
    const draft = await create.run({ body: { basedOn: current } });
    if (draft) {
      navigate(draft.id);
    }
  };

  return (
    <Flex direction="column" gap="2" align="end">
      <Button
        variant="primary"
        isDisabled={!versions}
        isPending={create.isPending}
        onPress={start}
      >
        {current
          ? t('policyDrafts.startFrom', { version: current })
          : t('policyDrafts.startEmpty')}
      </Button>
      <ActionError error={create.error} />
    </Flex>
  );
}
