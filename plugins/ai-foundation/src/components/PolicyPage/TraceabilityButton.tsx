import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { saveFile } from '../../files/saveFile';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/** Saves how each rule is enforced as a table. */
export function TraceabilityButton(props: { version: string }) {
  const { t } = useMessages();
  const traceability = useAction(api.exportAupTraceability);
  const { version } = props;

  const save = async () => {
    const table = await traceability.run({ params: { version } });
    if (table !== undefined) {
      saveFile(
        `policy-${version}-traceability.csv`,
        'text/csv;charset=utf-8',
        table,
      );
    }
  };

  return (
    <>
      <ActionError error={traceability.error} />
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isPending={traceability.isPending}
        onPress={save}
      >
        {t('policy.traceability')}
      </Button>
    </>
  );
}
