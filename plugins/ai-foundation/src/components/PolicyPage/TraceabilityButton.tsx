import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
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
    if (table === undefined) {
      return;
    }
    const url = URL.createObjectURL(
      new Blob([table], { type: 'text/csv;charset=utf-8' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = `policy-${version}-traceability.csv`;
    link.click();
    URL.revokeObjectURL(url);
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
