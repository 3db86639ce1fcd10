import { ValidationRunDetail } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { requestRouteRef } from '../../routes';
import { EntityName } from '../EntityName';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import { Status } from '../Status';

/** Who proved what, when, where and with what result. */
export function RunFacts({ run }: { run: ValidationRunDetail }) {
  const { t } = useMessages();
  const { endToEnd, endedAt, revocation } = run;
  return (
    <Facts>
      <Fact name={t('gateway.run.result')} isWide>
        <Status tone={run.result === 'passed' ? 'positive' : 'negative'}>
          {t(`gateway.run.results.${run.result}`)}
        </Status>
        <div>{run.summary}</div>
        {run.isDemo && <div>{t('gateway.proof.demo')}</div>}
      </Fact>
      <Fact name={t('gateway.run.started')}>
        <RelativeTime instant={run.startedAt} />
        {endedAt &&
          `, ${t('gateway.run.seconds', {
            seconds: (
              (Date.parse(endedAt) - Date.parse(run.startedAt)) /
              1000
            ).toFixed(1),
          })}`}
      </Fact>
      <Fact name={t('gateway.run.by')}>
        {run.startedBy ? (
          <EntityName entityRef={run.startedBy} />
        ) : (
          t('gateway.proof.schedule')
        )}
      </Fact>
      <Fact name={t('gateway.run.targets')}>{run.targets.join(', ')}</Fact>
      <Fact name={t('gateway.run.record')}>
        <Status tone={run.isIntact ? 'positive' : 'negative'}>
          {t(run.isIntact ? 'gateway.run.intact' : 'gateway.run.changed')}
        </Status>
      </Fact>
      <Fact name={t('gateway.run.fingerprint')}>
        <span title={run.configFingerprint}>
          {run.configFingerprint.slice(0, 12)}
        </span>
      </Fact>
      {revocation && (
        <Fact name={t('gateway.run.propagation')}>
          {t('gateway.run.propagationWords', {
            revoked: revocation.revokedMs ?? '-',
            suspended: revocation.suspendedMs ?? '-',
            resumed: revocation.resumedMs ?? '-',
            seen: revocation.instancesSeen,
            instances: revocation.instances,
          })}
        </Fact>
      )}
      {endToEnd && <EndToEndFacts endToEnd={endToEnd} />}
    </Facts>
  );
}

function EndToEndFacts(props: {
  endToEnd: NonNullable<ValidationRunDetail['endToEnd']>;
}) {
  const { t } = useMessages();
  const requestRoute = useRouteRef(requestRouteRef);
  const { costPicoUsd, provider, providerRequestId, requestId } =
    props.endToEnd;
  return (
    <>
      {requestId && (
        <Fact name={t('gateway.run.request')}>
          <Link href={requestRoute?.({ id: requestId }) ?? ''}>
            {requestId}
          </Link>
        </Fact>
      )}
      {provider && (
        <Fact name={t('gateway.run.provider')}>
          {providerRequestId
            ? t('gateway.run.providerWords', {
                provider,
                id: providerRequestId,
              })
            : provider}
        </Fact>
      )}
      {costPicoUsd && (
        <Fact name={t('gateway.run.cost')}>
          <Money picoUsd={costPicoUsd} />
        </Fact>
      )}
    </>
  );
}
