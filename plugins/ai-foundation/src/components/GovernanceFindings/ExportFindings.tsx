import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button, Flex } from '@backstage/ui';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';
import { saveFile } from '../../files/saveFile';

/** The register as a file. */
export function ExportFindings() {
  const { t } = useMessages();
  const exported = useAction(api.exportFindings);
  const save = async () => {
    const table = await exported.run({});
    if (table !== undefined) {
      saveFile('findings.csv', 'text/csv;charset=utf-8', table);
    }
  };
  return (
    <Flex direction="column" gap="2">
      <Button
        size="small"
        variant="secondary"
        isPending={exported.isPending}
        onPress={save}
      >
        {t('findings.export')}
      </Button>
      <ActionError error={exported.error} />
    </Flex>
  );
}
