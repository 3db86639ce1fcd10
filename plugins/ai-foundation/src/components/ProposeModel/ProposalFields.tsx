import { Select, TextAreaField, TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { labelOf, problemSentence } from './fieldLabels';
import { ProposalField } from './Proposal';
import { ProposalForm } from './useProposalForm';

interface FieldProps {
  form: ProposalForm;
  field: ProposalField;
  hint?: string;
  isRequired?: boolean;
}

/** A field of one line. */
export function LineField(props: FieldProps) {
  return <TextField {...useField(props)} />;
}

/** A field of several lines. */
export function LinesField(props: FieldProps) {
  return <TextAreaField {...useField(props)} />;
}

/** A field with a choice. */
export function ChoiceField(
  props: FieldProps & { options: Array<{ id: string; label: string }> },
) {
  const { t } = useMessages();
  const { form, field, hint, isRequired, options } = props;
  const problem = form.shownProblem(field);
  return (
    <Select
      label={labelOf(field, t)}
      description={problem ? problemSentence(field, problem, t) : hint}
      isInvalid={problem !== undefined}
      isRequired={isRequired}
      size="medium"
      placeholder={t('models.propose.choose')}
      value={form.proposal[field] ?? null}
      onChange={id => id !== null && form.set(field, String(id))}
      options={options}
    />
  );
}

function useField({ form, field, hint, isRequired }: FieldProps) {
  const { t } = useMessages();
  const problem = form.shownProblem(field);
  return {
    label: labelOf(field, t),
    description: hint,
    isRequired,
    // The native check would hold back what this one lets pass.
    validationBehavior: 'aria' as const,
    validate: () => (problem ? problemSentence(field, problem, t) : null),
    value: form.proposal[field] ?? '',
    onChange: (value: string) => form.set(field, value),
    onBlur: () => form.leave(field),
  };
}
