import { CeilingDrill } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Status } from '../Status';

const TONES = {
  passed: 'positive',
  failed: 'negative',
  waiting: 'warning',
} as const;

/** Whether a drill passed, and whether that still counts. */
export function DrillVerdict({ drill }: { drill: CeilingDrill }) {
  const { t } = useMessages();
  return (
    <div>
      <Status tone={TONES[drill.verdict]}>
        {t(`ceilings.drill.verdict.${drill.verdict}`)}
      </Status>
      {drill.isStale && (
        <>
          {' '}
          <Status tone="warning">{t('ceilings.drill.stale')}</Status>
        </>
      )}
    </div>
  );
}
