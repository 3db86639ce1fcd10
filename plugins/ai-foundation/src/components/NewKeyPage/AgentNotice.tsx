import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { ActionError } from '../ErrorNotice';

/** Where to go with the plan of an agent. */
export function AgentNotice(props: {
  requester: string;
  target: string | undefined;
}) {
  const { t } = useMessages();
  const report = useAction(api.reportFinding);
  const [isReported, setReported] = useState(false);

  const tell = async () => {
    const finding = await report.run({
      body: {
        kind: 'agent',
        subject: props.target,
        title: t('keys.form.agentNext.report', { name: props.requester }),
        detail: t('keys.form.agentNext.detail'),
      },
    });
    setReported(finding !== undefined);
  };

  if (isReported) {
    return (
      <Alert
        role="status"
        status="success"
        icon
        title={t('keys.form.agentNext.done')}
      />
    );
  }
  return (
    <>
      <Alert
        role="status"
        status="warning"
        icon
        title={t('keys.form.agentNext.title')}
        description={t('keys.form.agentNext.description')}
        customActions={
          <Button
            size="small"
            variant="secondary"
            isPending={report.isPending}
            onPress={tell}
          >
            {t('keys.form.agentNext.action')}
          </Button>
        }
      />
      <ActionError error={report.error} />
    </>
  );
}
