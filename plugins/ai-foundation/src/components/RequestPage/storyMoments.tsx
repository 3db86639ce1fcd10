import { RequestDetail } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { usePurposeTitle } from '../../hooks/usePurposeTitle';
import { EntityName } from '../EntityName';
import { Money } from '../Money';
import { exactTime, RelativeTime } from '../RelativeTime';
import { seconds } from '../RequestsTable';
import { controlName } from './controlName';
import { TierName } from '../TierName';
import { Controls } from './Controls';
import { Moment } from './Moment';

/** Who asked for what, and when. */
export function Arrival(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const language = useLanguage();
  const purposeTitle = usePurposeTitle();
  const { request } = props;
  return (
    <Moment title={t('requests.one.arrived')}>
      <Text as="p">
        {exactTime(new Date(request.at), language)} (
        <RelativeTime instant={request.at} />)
      </Text>
      <Text as="p">
        {t('requests.one.arrivedWho', {
          key: <code>{request.keyId}</code>,
          owner: (
            <EntityName entityRef={request.applicationRef ?? request.teamRef} />
          ),
          purpose: purposeTitle(request.purpose),
          tier: <TierName name={request.tier} />,
        })}
      </Text>
      <Text as="p">
        {t('requests.one.arrivedAsked', {
          model: request.requestedModel,
          operation: request.operation,
          dialect: request.dialect,
          mode: request.stream
            ? t('requests.one.streamed')
            : t('requests.one.plain'),
        })}
      </Text>
      {request.clientRequestId && (
        <Text as="p" color="secondary">
          {t('requests.one.client', { id: request.clientRequestId })}
        </Text>
      )}
    </Moment>
  );
}

/** What policy said. */
export function Deciding(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const { decision } = props.request;
  const refusedBy = decision.filter(({ verdict }) => verdict === 'refused');
  return (
    <Moment title={t('requests.one.decided')}>
      <Text as="p">
        {refusedBy.length > 0 &&
          t('requests.one.decidedRefused', {
            control: refusedBy
              .map(({ control }) => controlName(control, t))
              .join(', '),
          })}
        {refusedBy.length === 0 &&
          t(
            decision.length > 0
              ? 'requests.one.decidedPassed'
              : 'requests.one.decidedNothing',
          )}
      </Text>
      <Controls controls={decision} />
    </Moment>
  );
}

/** What was reserved against the ceilings. */
export function Holding(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const { holdPicoUsd } = props.request;
  return (
    <Moment title={t('requests.one.held')}>
      <Text as="p">
        {BigInt(holdPicoUsd) > 0n
          ? t('requests.one.heldWhy', {
              amount: <Money picoUsd={holdPicoUsd} />,
            })
          : t('requests.one.heldNone')}
      </Text>
    </Moment>
  );
}

/** Where it was sent, and how that began to answer. */
export function Sending(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { outcome, provider, responseModel, requestedModel } = props.request;
  const { providerRequestId, timeToFirstByteMs } = props.request;
  if (outcome === 'refused' || !provider) {
    return null;
  }
  return (
    <>
      <Moment title={t('requests.one.sent')}>
        <Text as="p">
          {t('requests.one.sentTo', {
            provider,
            model: responseModel ?? requestedModel,
          })}
        </Text>
        {providerRequestId && (
          <Text as="p" color="secondary">
            {t('requests.one.sentNamed', { id: providerRequestId })}
          </Text>
        )}
      </Moment>
      {timeToFirstByteMs !== undefined && (
        <Moment title={t('requests.one.firstByte')}>
          <Text as="p">
            {t('requests.one.firstByteAfter', {
              seconds: seconds(timeToFirstByteMs, language),
            })}
          </Text>
        </Moment>
      )}
    </>
  );
}

/** How it ended. */
export function Ending(props: { request: RequestDetail }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { outcome, durationMs, httpStatus, errorCode } = props.request;
  return (
    <Moment title={t('requests.one.ended')}>
      <Text as="p">
        {outcome === 'running' || durationMs === undefined
          ? t('requests.one.runningStill')
          : t('requests.one.endedAfter', {
              outcome: t(`requests.outcome.${outcome}`),
              seconds: seconds(durationMs, language),
              status: httpStatus === undefined ? '–' : String(httpStatus),
            })}
      </Text>
      {errorCode && (
        <Text as="p">{t('requests.one.endedCode', { code: errorCode })}</Text>
      )}
    </Moment>
  );
}
