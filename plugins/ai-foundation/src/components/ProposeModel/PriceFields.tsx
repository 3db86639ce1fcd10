import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { Section } from '../Section';
import { PriceSuggestions } from './PriceSuggestions';
import { LineField } from './ProposalFields';
import styles from './ProposeModel.module.css';
import { ProposalForm } from './useProposalForm';

const RATES = [
  '/spec/prices/0/input',
  '/spec/prices/0/cachedInput',
  '/spec/prices/0/output',
  '/spec/prices/0/cacheWrite',
  '/spec/prices/0/cacheWrite1h',
  '/spec/prices/0/inputAudio',
  '/spec/prices/0/outputAudio',
] as const;

const LONG_RATES = [
  '/spec/prices/0/longContext/fromInputTokens',
  '/spec/prices/0/longContext/input',
  '/spec/prices/0/longContext/cachedInput',
  '/spec/prices/0/longContext/output',
  '/spec/prices/0/longContext/cacheWrite',
  '/spec/prices/0/longContext/cacheWrite1h',
  '/spec/prices/0/longContext/inputAudio',
  '/spec/prices/0/longContext/outputAudio',
] as const;

/** What it costs, since when, and who says so. */
export function PriceFields(props: { form: ProposalForm }) {
  const { t } = useMessages();
  const { form } = props;
  return (
    <Section
      title={t('models.propose.price')}
      description={t('models.propose.priceWhy')}
    >
      <div className={styles.fields}>
        <PriceSuggestions form={form} />
        <div className={styles.rates}>
          {RATES.map(field => (
            <LineField
              key={field}
              form={form}
              field={field}
              isRequired={field.endsWith('put') && !field.endsWith('dInput')}
            />
          ))}
        </div>
        <LineField
          form={form}
          field="/spec/prices/0/effectiveFrom"
          isRequired
          hint={t('models.propose.fields.effectiveFromHint')}
        />
        <LineField
          form={form}
          field="/spec/prices/0/source"
          isRequired
          hint={t('models.propose.fields.sourceHint')}
        />
        {needsZeroReason(form) && (
          <LineField form={form} field="/spec/prices/0/zeroReason" isRequired />
        )}
        <Accordion>
          <AccordionTrigger title={t('models.propose.fields.longContext')} />
          <AccordionPanel>
            <div className={styles.rates}>
              {LONG_RATES.map(field => (
                <LineField key={field} form={form} field={field} />
              ))}
            </div>
          </AccordionPanel>
        </Accordion>
      </div>
    </Section>
  );
}

function needsZeroReason({ problems, proposal }: ProposalForm): boolean {
  return (
    problems.has('/spec/prices/0/zeroReason') ||
    Boolean(proposal['/spec/prices/0/zeroReason']) ||
    [...RATES, ...LONG_RATES].some(
      field => proposal[field]?.trim() && Number(proposal[field]) === 0,
    )
  );
}
