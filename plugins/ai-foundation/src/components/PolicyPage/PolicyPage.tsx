import { AupVersion } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { MarkdownContent } from '@backstage/core-components';
import { Skeleton } from '@backstage/ui';
import { ReactNode } from 'react';
import { Answer } from '../../hooks/useAnswer';
import { useCurrentAup } from '../../hooks/useCurrentAup';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { statusOf } from '../ErrorNotice';
import { Lines } from '../Lines';
import { Page } from '../Page';
import { AupEligible } from '../PolicyText';
import { Section } from '../Section';
import { AcknowledgePanel } from './AcknowledgePanel';
import { AupPurposes } from './AupPurposes';
import { AupSections } from './AupSections';
import { AupText } from './AupText';
import styles from './PolicyPage.module.css';
import { Published } from './Published';
import { Ratification } from './Ratification';
import { VersionList } from './VersionList';
import { WhatChanged } from './WhatChanged';

/** What may I do? */
export function PolicyPage() {
  const { t } = useMessages();
  const aup = useCurrentAup();
  const nothingPublished = aup.error && statusOf(aup.error) === 404;

  return (
    <Page title={t('policy.title')}>
      {nothingPublished ? (
        <Section title={t('policy.rules')}>
          <EmptyNotice
            title={t('policy.empty.title')}
            description={t('policy.empty.description')}
          />
        </Section>
      ) : (
        <AupBody
          aup={aup}
          isInForce
          aside={value => (
            <AcknowledgePanel aup={value} onChanged={aup.reload} />
          )}
        />
      )}
    </Page>
  );
}

/** One version of the policy, with what stands beside it. */
export function AupBody(props: {
  aup: Answer<AupVersion>;
  isInForce: boolean;
  aside: (aup: AupVersion) => ReactNode;
}) {
  const { t } = useMessages();
  return (
    <Answered
      answer={props.aup}
      loading={
        <Section title={t('policy.rules')}>
          <Skeleton width="40%" height={24} style={{ marginBottom: 16 }} />
          <Lines count={8} />
        </Section>
      }
    >
      {value => (
        <div className={styles.columns}>
          <div className={styles.main}>
            <Section
              title={t('policy.version', {
                title: value.title,
                version: value.version,
              })}
              description={<Published aup={value} />}
            >
              <MarkdownContent content={value.document.introduction} />
            </Section>
            <WhatChanged key={value.version} version={value.version} />
            {value.document.eligible && (
              <Section title={t('policy.eligible')}>
                <AupEligible eligible={value.document.eligible} />
              </Section>
            )}
            <AupPurposes purposes={value.document.purposes} />
            <AupSections document={value.document} version={value.version} />
            <AupText text={value.text} />
          </div>
          <div className={styles.aside}>
            {props.aside(value)}
            <Ratification
              aup={value}
              isInForce={props.isInForce}
              onChanged={props.aup.reload}
            />
            <VersionList />
          </div>
        </div>
      )}
    </Answered>
  );
}
