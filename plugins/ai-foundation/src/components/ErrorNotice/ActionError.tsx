import { Alert } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { describeError, reasonOf, statusOf } from './describeError';

/** Says why something that a person did was refused, in the rule's words. */
export function ActionError(props: { error: Error | undefined }) {
  const { t } = useMessages();
  const { error } = props;
  if (!error) {
    return null;
  }
  const status = statusOf(error);
  const refused = status !== undefined && status !== 401 && status < 500;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('common.actionFailed')}
      description={refused ? reasonOf(error) : describeError(error, t)}
    />
  );
}
