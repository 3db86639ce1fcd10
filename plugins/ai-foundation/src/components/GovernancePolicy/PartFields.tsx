import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { TextAreaField, TextField } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EligibleFields } from './EligibleFields';
import { PartId } from './parts';
import { PurposeFields } from './PurposeFields';
import { SectionFields } from './SectionFields';

/** The fields of one part of the policy. */
export function PartFields(props: {
  part: PartId;
  document: AupDocument;
  onChange: (document: AupDocument) => void;
}) {
  const { document, onChange, part } = props;
  switch (part) {
    case 'general':
      return <GeneralFields document={document} onChange={onChange} />;
    case 'eligible':
      return (
        <EligibleFields
          value={document.eligible ?? { text: '', groups: [] }}
          onChange={eligible => onChange({ ...document, eligible })}
        />
      );
    case 'purposes':
      return (
        <PurposeFields
          value={document.purposes}
          onChange={purposes => onChange({ ...document, purposes })}
        />
      );
    default: {
      const section = document.sections.find(({ id }) => id === part);
      return section ? (
        <SectionFields
          value={section}
          purposes={document.purposes.map(({ id }) => id)}
          onChange={changed =>
            onChange({
              ...document,
              sections: document.sections.map(other =>
                other.id === part ? changed : other,
              ),
            })
          }
        />
      ) : null;
    }
  }
}

function GeneralFields(props: {
  document: AupDocument;
  onChange: (document: AupDocument) => void;
}) {
  const { t } = useMessages();
  const { document, onChange } = props;
  return (
    <>
      <TextField
        label={t('policyDrafts.fields.title')}
        maxLength={200}
        value={document.title}
        onChange={title => onChange({ ...document, title })}
      />
      <TextAreaField
        label={t('policyDrafts.fields.introduction')}
        secondaryLabel={t('policyDrafts.fields.markdown')}
        rows={10}
        maxLength={20_000}
        value={document.introduction}
        onChange={introduction => onChange({ ...document, introduction })}
      />
    </>
  );
}
