import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMessages } from '../../hooks/useMessages';
import { AupSection } from '../PolicyText';
import { Section } from '../Section';
import { TraceabilityButton } from './TraceabilityButton';

/** What is permitted and what is not, section by section, rule by rule. */
export function AupSections(props: { document: AupDocument; version: string }) {
  const { t } = useMessages();
  return (
    <Section
      title={t('policy.rules')}
      description={t('policy.rulesDescription')}
      action={<TraceabilityButton version={props.version} />}
    >
      {props.document.sections.map(section => (
        <AupSection key={section.id} section={section} />
      ))}
    </Section>
  );
}
