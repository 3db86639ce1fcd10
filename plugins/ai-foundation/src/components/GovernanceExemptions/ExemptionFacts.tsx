import { Exemption } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Fragment } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Fact, Facts } from '../Facts';
import { Deadline, RelativeTime } from '../RelativeTime';
import { TierName } from '../TierName';
import styles from './GovernanceExemptions.module.css';

/** The whole of an exemption: what a seat decides on. */
export function ExemptionFacts({ exemption }: { exemption: Exemption }) {
  const { t } = useMessages();
  const { consents, data, ended, keyId } = exemption;
  return (
    <div className={styles.words}>
      <Facts>
        <Fact name={t('exemptions.fact.rules')} isWide>
          <ul>
            {exemption.rules.map(({ id, statement }) => (
              <li key={id}>
                <strong>{id}</strong> {statement}
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={t('exemptions.fact.data')} isWide>
          {data
            ? t('exemptions.fact.dataOf', {
                tier: <TierName name={data.tier} />,
                models: <Names refs={data.models} />,
              })
            : t('exemptions.fact.noData')}
        </Fact>
        {keyId && (
          <Fact name={t('exemptions.fact.key')}>
            <code>{keyId}</code>
          </Fact>
        )}
        <Fact name={t('exemptions.fact.justification')} isWide>
          {exemption.justification}
        </Fact>
        <Fact name={t('exemptions.fact.risk')} isWide>
          {exemption.riskAssessment}
        </Fact>
        <Fact name={t('exemptions.fact.control')} isWide>
          {exemption.compensatingControl}
        </Fact>
        <Fact name={t('exemptions.fact.revocation')} isWide>
          {exemption.revocationCondition}
        </Fact>
        <Fact name={t('exemptions.fact.ends')}>
          <Deadline instant={exemption.endsAt} />
        </Fact>
        <Fact name={t('exemptions.fact.consents')} isWide>
          {consents.length === 0 && t('exemptions.fact.noConsents')}
          {consents.map(consent => (
            <div key={consent.seat}>
              {t(`exemptions.consent.${consent.decision}`, {
                seat: t(`exemptions.seat.${consent.seat}`),
                name: <EntityName entityRef={consent.decidedBy} plain />,
                when: <RelativeTime instant={consent.decidedAt} />,
                reason: consent.reason,
              })}
            </div>
          ))}
        </Fact>
        {ended && (
          <Fact name={t('exemptions.endedName')} isWide>
            {t('exemptions.ended', {
              name: <EntityName entityRef={ended.by} plain />,
              when: <RelativeTime instant={ended.at} />,
              reason: ended.reason,
            })}
          </Fact>
        )}
      </Facts>
    </div>
  );
}

function Names(props: { refs: string[] }) {
  return (
    <>
      {props.refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} plain />
        </Fragment>
      ))}
    </>
  );
}
