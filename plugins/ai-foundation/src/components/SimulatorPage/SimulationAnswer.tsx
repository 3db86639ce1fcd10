import {
  Model,
  Simulation,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { useLanguage } from '../../hooks/useLanguage';
import { useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { ErrorNotice } from '../ErrorNotice';
import { Fact, Facts } from '../Facts';
import { Lines } from '../Lines';
import { Money } from '../Money';
import { Quantity } from '../Quantity';
import { exactTime } from '../RelativeTime';
import { Controls } from '../RequestPage';
import { Section } from '../Section';
import { Status } from '../Status';
import { TierName } from '../TierName';
import { SimulatedCeilings } from './SimulatedCeilings';
import styles from './SimulatorPage.module.css';
import { WayForward } from './WayForward';

interface Props {
  models: Model[];
  onTry: (model: string) => void;
}

/** What would happen, why, and the way forward. */
export function SimulationAnswer(
  props: Props & { isComplete: boolean; answer: Answer<Simulation> },
) {
  const { t } = useMessages();
  const { answer } = props;
  return (
    <Section title={t('simulator.answer.title')}>
      <div aria-live="polite">
        {props.isComplete ? (
          <>
            {answer.error && answer.value && (
              <ErrorNotice error={answer.error} onRetry={answer.reload} />
            )}
            <Answered answer={answer} loading={<Lines count={10} />}>
              {simulation => (
                <div
                  className={
                    answer.isStale || answer.isPending
                      ? styles.stale
                      : undefined
                  }
                >
                  <Whole {...props} simulation={simulation} />
                </div>
              )}
            </Answered>
          </>
        ) : (
          <Text as="p" color="secondary">
            {t('simulator.answer.incomplete')}
          </Text>
        )}
      </div>
    </Section>
  );
}

function Whole(props: Props & { simulation: Simulation }) {
  const { t } = useMessages();
  const { simulation } = props;
  return (
    <div className={styles.answer}>
      <Verdict simulation={simulation} />
      {simulation.outcome === 'refused' && <WayForward {...props} />}
      <Costs simulation={simulation} />
      <div>
        <Text as="h4" variant="body-medium" weight="bold">
          {t('simulator.answer.ceilings')}
        </Text>
        <SimulatedCeilings ceilings={simulation.ceilings} />
      </div>
      <div>
        <Text as="h4" variant="body-medium" weight="bold">
          {t('simulator.answer.controls')}
        </Text>
        <Controls controls={simulation.verdicts} />
      </div>
    </div>
  );
}

function Verdict({ simulation }: { simulation: Simulation }) {
  const { t } = useMessages();
  const language = useLanguage();
  const { at, code, epoch, message, outcome, provider } = simulation;
  const { retryAfterSeconds, status } = simulation;
  return (
    <div>
      <Status tone={outcome === 'admitted' ? 'positive' : 'negative'}>
        <Text as="span" weight="bold">
          {outcome === 'admitted'
            ? t('simulator.answer.admitted', { provider: provider ?? '' })
            : t('simulator.answer.refused', {
                status: String(status),
                code: code ?? '',
              })}
        </Text>
      </Status>
      {message && (
        <blockquote
          className={styles.words}
          aria-label={t('simulator.answer.words')}
        >
          {message}{' '}
          {retryAfterSeconds !== undefined &&
            t('simulator.answer.retry', {
              seconds: String(retryAfterSeconds),
            })}
        </blockquote>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {t('simulator.answer.at', {
          at: exactTime(new Date(at), language),
          epoch: String(epoch),
        })}
      </Text>
    </div>
  );
}

function Costs({ simulation }: { simulation: Simulation }) {
  const { t } = useMessages();
  const { hold, priceVersion, tier } = simulation;
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('simulator.answer.money')}
      </Text>
      <Facts>
        <Fact name={t('simulator.answer.tier')}>
          <TierName name={tier} />
        </Fact>
        {hold && (
          <Fact name={t('simulator.answer.hold')}>
            <Money picoUsd={hold.picoUsd} />
            <Text as="div" variant="body-small" color="secondary">
              {t('simulator.answer.holdWhy', {
                input: <Quantity value={hold.inputTokens} />,
                output: <Quantity value={hold.outputTokens} />,
              })}
            </Text>
          </Fact>
        )}
        {priceVersion && (
          <Fact name={t('simulator.answer.price')}>
            <code>{priceVersion}</code>
          </Fact>
        )}
      </Facts>
    </div>
  );
}
