import { Button, Select, Text, TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './CeilingCards.module.css';
import { RESPONSES, ThresholdDraft } from './ThresholdDraft';

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
              inputMode="numeric"
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
                inputMode="numeric"
                value={draft.requestsPerMinute}
                onChange={requestsPerMinute =>
                  change(draft.id, { requestsPerMinute })
                }
              />
            )}
            <TextField
              label={t('ceilings.set.recipients')}
              description={t('ceilings.set.recipientsHint')}
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
