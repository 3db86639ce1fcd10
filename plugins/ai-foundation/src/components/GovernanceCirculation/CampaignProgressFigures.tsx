import { CampaignProgress } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { Figure, FigureRow } from '../Figure';

/** How far a campaign has got, each figure with what it counts. */
export function CampaignProgressFigures(props: { progress: CampaignProgress }) {
  const { t } = useMessages();
  const { progress } = props;
  const { people, declined, exempt, overdue } = progress;
  const open = progress.pending + progress.outdated + overdue;
  const of = (part: number) =>
    t('circulation.progress.of', {
      part: String(part),
      whole: String(people),
    });
  return (
    <FigureRow>
      <Figure
        label={t('circulation.table.sent')}
        value={of(progress.sent)}
        reason={t('circulation.progress.sentWhy')}
      />
      <Figure
        label={t('circulation.table.seen')}
        value={of(progress.seen)}
        reason={t('circulation.progress.seenWhy')}
      />
      <Figure
        label={t('circulation.table.acknowledged')}
        value={of(progress.acknowledged)}
        reason={
          progress.left > 0
            ? t('circulation.progress.leftWhy', { count: progress.left })
            : t('circulation.progress.acknowledgedWhy')
        }
      />
      <Figure
        label={t('circulation.progress.open')}
        value={of(open)}
        reason={t('circulation.progress.openWhy', {
          overdue: String(overdue),
        })}
      />
      <Figure
        label={t('circulation.progress.declined')}
        value={of(declined + exempt)}
        reason={t('circulation.progress.declinedWhy', {
          declined: String(declined),
          exempt: String(exempt),
        })}
      />
    </FigureRow>
  );
}
