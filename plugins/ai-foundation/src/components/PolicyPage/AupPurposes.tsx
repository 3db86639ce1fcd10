import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { AupPurposeList } from '../PolicyText';
import { Section } from '../Section';

/** The purposes that a key request chooses from. */
export function AupPurposes(props: { purposes: AupDocument['purposes'] }) {
  const { t } = useMessages();
  return (
    <Section title={t('policy.purposes')}>
      <AupPurposeList purposes={props.purposes} />
    </Section>
  );
}
