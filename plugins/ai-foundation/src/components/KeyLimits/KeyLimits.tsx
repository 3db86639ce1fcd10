import { KeyUseLimits } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Quantity } from '../Quantity';

const LIMITS = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;

/** How much a key may use at a time; nothing where it has no limits. */
export function KeyLimits(props: { limits: KeyUseLimits | undefined }) {
  const { t } = useMessages();
  return (
    <>
      {LIMITS.map(name => {
        const limit = props.limits?.[name];
        return (
          limit !== undefined && (
            <div key={name}>
              {t(`keys.limits.${name}`, { limit: <Quantity value={limit} /> })}
            </div>
          )
        );
      })}
    </>
  );
}
