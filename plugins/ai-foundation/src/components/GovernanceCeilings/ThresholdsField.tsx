import { Button, Select, Text, TextField } from '@backstage/ui';
import { Translate, useMessages } from '../../hooks/useMessages';
import styles from './CeilingCards.module.css';
import {
  MOST_REQUESTS,
  recipientsOf,
  RESPONSES,
  ThresholdDraft,
  wholeNumber,
} from './ThresholdDraft';

/** The shares of the amount at which something happens. */
export function ThresholdsField(props: {
  value: ThresholdDraft[];
  onChange: (drafts: ThresholdDraft[]) => void;
}) {
  const { t } = useMessages();
  const { value, onChange } = props;
  const change = (id: number, part: Partial<ThresholdDraft>) =>
    onChange(
      value.map(draft => (draft.id === id ? { ...draft, ...part } : draft)),
    );
  return (
    <div role="group" aria-label={t('ceilings.set.thresholds')}>
      <Text as="p" weight="bold">
        {t('ceilings.set.thresholds')}
      </Text>
      <Text as="p" color="secondary">
        {t('ceilings.set.thresholdsWhy')}
      </Text>
      <ul className={styles.cards}>
        {value.map(draft => (
          <li key={draft.id} className={styles.card}>
            <TextField
              label={t('ceilings.set.percent')}
              isRequired
              inputMode="numeric"
              validationBehavior="aria"
              validate={text => problemOfPercent(text, value, t)}
              value={draft.percent}
              onChange={percent => change(draft.id, { percent })}
            />
            <Select
              label={t('ceilings.set.response')}
              value={draft.response}
              onChange={chosen => {
                const response = RESPONSES.find(known => known === chosen);
                if (response) {
                  change(draft.id, { response });
                }
              }}
              options={RESPONSES.map(response => ({
                id: response,
                label: t(`ceilings.response.${response}`),
              }))}
            />
            {draft.response === 'throttle' && (
              <TextField
                label={t('ceilings.set.requestsPerMinute')}
                isRequired
                inputMode="numeric"
                validationBehavior="aria"
                validate={text =>
                  wholeNumber(text, MOST_REQUESTS) === undefined
                    ? t('ceilings.set.requestsWrong')
                    : null
                }
                value={draft.requestsPerMinute}
                onChange={requestsPerMinute =>
                  change(draft.id, { requestsPerMinute })
                }
              />
            )}
            <TextField
              label={t('ceilings.set.recipients')}
              description={t('ceilings.set.recipientsHint')}
              isRequired
              validationBehavior="aria"
              validate={text =>
                recipientsOf(text).length === 0
                  ? t('ceilings.set.recipientsWrong')
                  : null
              }
              value={draft.recipients}
              onChange={recipients => change(draft.id, { recipients })}
            />
            <div className={styles.actions}>
              <Button
                size="small"
                variant="tertiary"
                aria-label={t('ceilings.set.removeThreshold', {
                  percent: draft.percent,
                })}
                onPress={() =>
                  onChange(value.filter(({ id }) => id !== draft.id))
                }
              >
                {t('ceilings.list.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        variant="secondary"
        onPress={() =>
          onChange([
            ...value,
            {
              id: Math.max(0, ...value.map(({ id }) => id)) + 1,
              percent: '',
              response: 'alert',
              requestsPerMinute: '10',
              recipients: value[0]?.recipients ?? '',
            },
          ])
        }
      >
        {t('ceilings.set.addThreshold')}
      </Button>
    </div>
  );
}

/** What is wrong with a share that was typed; one just added is not wrong yet. */
function problemOfPercent(
  text: string,
  drafts: ThresholdDraft[],
  t: Translate,
) {
  if (text.trim() === '') {
    return null;
  }
  const percent = wholeNumber(text, 100);
  if (percent === undefined) {
    return t('ceilings.set.percentWrong');
  }
  const same = drafts.filter(
    draft => wholeNumber(draft.percent, 100) === percent,
  );
  return same.length > 1 ? t('ceilings.set.percentTwice') : null;
}
