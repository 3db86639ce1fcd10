import { Alert, Button } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { ActionError, ErrorNotice, statusOf } from '../ErrorNotice';

/** Why a decision was not taken; a changed model is to be looked at again. */
export function DecisionError(props: {
  error: Error | undefined;
  /** Whether the facts shown are those that were refused. */
  isOutdated: boolean;
  models: Answer<unknown>;
}) {
  const { t } = useMessages();
  const { error, isOutdated, models } = props;
  if (!error || statusOf(error) !== 409) {
    return <ActionError error={error} />;
  }
  if (models.error) {
    return <ErrorNotice error={models.error} onRetry={models.reload} />;
  }
  if (!isOutdated) {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('governance.decision.reloaded')}
      />
    );
  }
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('governance.decision.changedTitle')}
      description={t('governance.decision.changed')}
      customActions={
        <Button
          size="small"
          isPending={models.isPending}
          onPress={models.reload}
        >
          {t('governance.decision.reload')}
        </Button>
      }
    />
  );
}
