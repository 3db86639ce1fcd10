import { SubmittedKeyRequest } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { usePurposeTitle } from '../../hooks/usePurposeTitle';
import { EntityName } from '../EntityName';
import { KeyLimits } from '../KeyLimits';
import { Money } from '../Money';
import { RelativeTime } from '../RelativeTime';
import { TierName } from '../TierName';
import styles from './KeyRequests.module.css';

/** What somebody asks for, and what became of it. */
export function KeyRequestFacts(props: { request: SubmittedKeyRequest }) {
  const { t } = useMessages();
  const purposeTitle = usePurposeTitle();
  const { request } = props;
  return (
    <div className={styles.facts}>
      <Text as="div" variant="body-medium" weight="bold">
        <EntityName entityRef={request.ownerRef} plain />:{' '}
        {purposeTitle(request.purpose)}
      </Text>
      <Text as="div" variant="body-small" color="secondary">
        {t('keyRequests.what', {
          tier: <TierName name={request.tier} />,
          days: String(request.expiresInDays),
        })}
        {request.ceilingPicoUsd &&
          t('keyRequests.ceiling', {
            amount: <Money picoUsd={BigInt(request.ceilingPicoUsd)} />,
          })}
        {request.models.map(ref => (
          <span key={ref}>
            {', '}
            <EntityName entityRef={ref} plain />
          </span>
        ))}
      </Text>
      <Text as="div" variant="body-small" color="secondary">
        <KeyLimits limits={request.limits} />
      </Text>
      {request.needs.map(need => (
        <Text key={need} as="div" variant="body-small">
          {need}
        </Text>
      ))}
      <Text as="div" variant="body-small">
        {t('keyRequests.justification', { text: request.justification })}
      </Text>
      <Text as="div" variant="body-small" color="secondary">
        {t('keyRequests.asked', {
          name: <EntityName entityRef={request.requestedBy} plain />,
          when: <RelativeTime instant={request.requestedAt} />,
        })}
      </Text>
      {request.decidedBy && request.decidedAt && (
        <Text as="div" variant="body-small" color="secondary">
          {t('keyRequests.decided', {
            name: <EntityName entityRef={request.decidedBy} plain />,
            when: <RelativeTime instant={request.decidedAt} />,
            reason: request.decisionReason ?? '',
          })}
        </Text>
      )}
    </div>
  );
}
