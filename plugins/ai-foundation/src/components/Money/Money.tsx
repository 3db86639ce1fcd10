import {
  exactUsd,
  formatUsd,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';

/** An amount as a person reads it, with the exact figure on hover. */
export function Money(props: { picoUsd: string | bigint }) {
  const { t } = useMessages();
  const amount = BigInt(props.picoUsd);
  const exact = exactUsd(amount);
  return (
    <data value={exact} title={t('common.exactUsd', { amount: exact })}>
      {formatUsd(amount)}
    </data>
  );
}
