import { NumberField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import styles from './TokenFields.module.css';

/** How large a request is. */
export type RequestSize = { input: number; output: number };

/** A short question with a page of context, answered in some paragraphs. */
export const TYPICAL_REQUEST: RequestSize = { input: 2_000, output: 500 };

/** Lets a person say how large their requests are. */
export function TokenFields(props: {
  size: RequestSize;
  onChange: (size: RequestSize) => void;
}) {
  const { t } = useMessages();
  const { size, onChange } = props;
  return (
    <div className={styles.fields}>
      <NumberField
        label={t('keys.form.cost.input')}
        minValue={0}
        maxValue={10_000_000}
        value={size.input}
        onChange={input => onChange({ ...size, input: wholeOf(input) })}
      />
      <NumberField
        label={t('keys.form.cost.output')}
        minValue={0}
        maxValue={10_000_000}
        value={size.output}
        onChange={output => onChange({ ...size, output: wholeOf(output) })}
      />
    </div>
  );
}

/** An emptied field counts as none. */
function wholeOf(value: number) {
  return Number.isFinite(value) ? Math.round(value) : 0;
}
