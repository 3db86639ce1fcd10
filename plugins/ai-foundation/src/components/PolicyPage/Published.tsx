import { AupVersionSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import styles from './VersionList.module.css';

/** Who published a version when, and the hash of its text. */
export function Published(props: { aup: AupVersionSummary }) {
  const { t } = useMessages();
  const { publishedAt, publishedBy, sha256 } = props.aup;
  return (
    <Text as="div" variant="body-small" color="secondary">
      {t('policy.publishedBy', {
        when: <RelativeTime instant={publishedAt} />,
        name: <EntityName entityRef={publishedBy} plain />,
      })}
      {' · '}
      {t('policy.hash', {
        hash: (
          <span className={styles.hash} title={sha256}>
            {sha256.slice(0, 12)}
          </span>
        ),
      })}
    </Text>
  );
}
