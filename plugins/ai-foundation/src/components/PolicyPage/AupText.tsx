import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { CodeBlock } from '../CodeBlock';

/** The text as it was published, of which the SHA-256 is taken. */
export function AupText(props: { text: string }) {
  const { t } = useMessages();
  return (
    <Accordion>
      <AccordionTrigger title={t('policy.text')} />
      <AccordionPanel>
        <CodeBlock caption={t('policy.textCaption')} code={props.text} />
      </AccordionPanel>
    </Accordion>
  );
}
