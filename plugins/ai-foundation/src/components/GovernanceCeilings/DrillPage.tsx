import {
  api,
  CeilingDrill,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useAnswer } from '../../hooks/useAnswer';
import { useMessages } from '../../hooks/useMessages';
import { governanceRouteRef } from '../../routes';
import { Answered } from '../Answered';
import { EntityName } from '../EntityName';
import { Fact, Facts } from '../Facts';
import { Lines } from '../Lines';
import { Money } from '../Money';
import { Page } from '../Page';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status } from '../Status';
import styles from './CeilingCards.module.css';
import { EventWords } from './CeilingEvents';
import { DrillVerdict } from './DrillVerdict';
import { ScopeName } from './ScopeName';
import { ThresholdWords } from './ThresholdWords';

const TONES = {
  passed: 'positive',
  failed: 'negative',
  waiting: 'warning',
} as const;

/** The record of one drill: what was tried, what came of it, and what that proves. */
export function DrillPage() {
  const { t } = useMessages();
  const { id = '' } = useParams();
  const drill = useAnswer(api.getCeilingDrill, { params: { id } });
  const root = useRouteRef(governanceRouteRef)?.() ?? '';
  return (
    <Page
      title={t('ceilings.drill.title')}
      action={
        <ButtonLink variant="secondary" href={`${root}/ceilings`}>
          {t('ceilings.drill.back')}
        </ButtonLink>
      }
    >
      <Answered answer={drill} loading={<Lines count={8} />}>
        {value => (
          <>
            <Result drill={value} />
            <Checks drill={value} />
            <Section title={t('ceilings.drill.events')}>
              <ul className={styles.cards}>
                {value.events.map(event => (
                  <li key={event.id} className={styles.card}>
                    <EventWords event={event} />
                  </li>
                ))}
              </ul>
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Result({ drill }: { drill: CeilingDrill }) {
  const { t } = useMessages();
  const { definition, firstRefusalMs } = drill;
  return (
    <Section title={t('ceilings.drill.result')}>
      <DrillVerdict drill={drill} />
      <Facts>
        <Fact name={t('ceilings.drill.requests')}>
          {t('ceilings.drill.requestsWords', {
            tried: String(drill.tried),
            admitted: String(drill.admitted),
            throttled: String(drill.throttled),
            stopped: String(drill.stopped),
          })}
        </Fact>
        <Fact name={t('ceilings.drill.cost')}>
          {t('ceilings.drill.costWords', {
            cost: <Money picoUsd={drill.costPicoUsd} />,
            amount: <Money picoUsd={drill.sandboxAmountPicoUsd} />,
          })}
        </Fact>
        <Fact name={t('ceilings.drill.refusal')}>
          {firstRefusalMs === undefined
            ? t('ceilings.drill.refusalNone')
            : t('ceilings.drill.refusalWords', {
                milliseconds: firstRefusalMs.toFixed(1),
              })}
        </Fact>
        <Fact name={t('ceilings.drill.runBy')}>
          <EntityName entityRef={drill.runBy} plain />,{' '}
          <RelativeTime instant={drill.runAt} />
        </Fact>
        <Fact name={t('ceilings.drill.definition')} isWide>
          <ScopeName scope={definition.scope} />
          <Money picoUsd={definition.amountPicoUsd} />,{' '}
          {t(`ceilings.per.${definition.window}`)}, {definition.timeZone}
          <ul className={styles.words}>
            {definition.thresholds.map(threshold => (
              <li key={threshold.percent}>
                <ThresholdWords threshold={threshold} />
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={t('ceilings.drill.fingerprint')} isWide>
          <code>{drill.definitionSha256}</code>
        </Fact>
      </Facts>
    </Section>
  );
}

function Checks({ drill }: { drill: CeilingDrill }) {
  const { t } = useMessages();
  return (
    <Section title={t('ceilings.drill.checks')}>
      <ul className={styles.cards}>
        {drill.checks.map(({ check, result, why }) => (
          <li key={check} className={styles.card}>
            <Status tone={TONES[result]}>
              {t(`ceilings.drill.check.${check}`)}
            </Status>
            {why}
          </li>
        ))}
      </ul>
    </Section>
  );
}
