import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useAupVersions } from '../../hooks/useAupVersions';
import { useMessages } from '../../hooks/useMessages';
import { policyRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { Lines } from '../Lines';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Published } from './Published';
import styles from './VersionList.module.css';

/** Every version that was published, the newest first. */
export function VersionList() {
  const { t } = useMessages();
  const versions = useAupVersions();
  const policyHref = useRouteRef(policyRouteRef)?.();

  return (
    <Section
      title={t('policy.versions.title')}
      description={t('policy.versions.description')}
    >
      <Answered answer={versions} loading={<Lines count={2} />}>
        {({ items }) => (
          <ul className={styles.list}>
            {items.map((aup, index) => (
              <li key={aup.version}>
                <Link
                  variant="body-medium"
                  href={
                    index === 0 ? policyHref : `${policyHref}/${aup.version}`
                  }
                >
                  {t('policy.versions.read', { version: aup.version })}
                </Link>{' '}
                {index === 0 && (
                  <Text variant="body-small">
                    {t('policy.versions.inForce')}
                  </Text>
                )}
                <Published aup={aup} />
                <Text as="div" variant="body-small" color="secondary">
                  {aup.ratification
                    ? t('policy.versions.ratified', {
                        name: aup.ratification.ratifiedByName,
                        when: (
                          <RelativeTime instant={aup.ratification.ratifiedAt} />
                        ),
                      })
                    : t('policy.versions.notRatified')}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  );
}
