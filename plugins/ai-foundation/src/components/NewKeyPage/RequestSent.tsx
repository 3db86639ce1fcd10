import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { homeRouteRef } from '../../routes';

/** The request waits for an approver now. */
export function RequestSent() {
  const { t } = useMessages();
  const homeHref = useRouteRef(homeRouteRef)?.();
  return (
    <Alert
      role="status"
      status="success"
      icon
      title={t('keys.form.sent.title')}
      description={t('keys.form.sent.description')}
      customActions={
        <ButtonLink size="small" variant="primary" href={homeHref}>
          {t('keys.form.sent.home')}
        </ButtonLink>
      }
    />
  );
}
