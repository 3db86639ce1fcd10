import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useAupVersion } from '../../hooks/useAupVersion';
import { useMessages } from '../../hooks/useMessages';
import { policyRouteRef } from '../../routes';
import { Page } from '../Page';
import { AupBody } from './PolicyPage';

/** One published version of the policy, to read. */
export function OldVersionPage() {
  const { t } = useMessages();
  const { version = '' } = useParams();
  const aup = useAupVersion(version);
  const policyHref = useRouteRef(policyRouteRef)?.();

  return (
    <Page title={t('policy.title')}>
      <AupBody
        aup={aup}
        isInForce={false}
        aside={() => (
          <Alert
            status="info"
            icon
            title={t('policy.old.title', { version })}
            customActions={
              <ButtonLink size="small" variant="secondary" href={policyHref}>
                {t('policy.old.action')}
              </ButtonLink>
            }
          />
        )}
      />
    </Page>
  );
}
