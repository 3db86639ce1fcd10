import { ButtonIcon, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { Answer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { RelativeTime } from '../RelativeTime';
import styles from './Freshness.module.css';

/** How old an answer is, with the way to a newer one. */
export function Freshness(props: { answer: Answer<unknown> }) {
  const { t } = useMessages();
  const { answeredAt, error, isPending, reload } = props.answer;
  return (
    <span className={styles.freshness}>
      {answeredAt && (
        <Text variant="body-small" color="secondary">
          {t(error ? 'common.stale' : 'common.updated', {
            when: <RelativeTime instant={answeredAt} />,
          })}
        </Text>
      )}
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('common.refresh')}
        icon={<RiRefreshLine />}
        isPending={isPending}
        onPress={reload}
      />
    </span>
  );
}
