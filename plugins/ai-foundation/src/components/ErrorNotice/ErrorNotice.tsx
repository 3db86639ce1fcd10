import { Alert, Button } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { describeError, statusOf } from './describeError';

/** Says what could not be loaded and what to do about it. */
export function ErrorNotice(props: { error: Error; onRetry?: () => void }) {
  const { t } = useMessages();
  const mayRetry = props.onRetry && statusOf(props.error) !== 403;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('common.error.title')}
      description={describeError(props.error, t)}
      customActions={
        mayRetry && (
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
