import {
  api,
  AupDocument,
  AupDraft,
  documentLint,
  documentViolations,
  PolicyFinding,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useMemo, useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { usePolicyReferences } from '../../hooks/usePolicyReferences';

/** The text that a person is writing, and how it differs from what is saved. */
export interface DraftText {
  document: AupDocument;
  change: (document: AupDocument) => void;
  isDirty: boolean;
  violations: PolicyFinding[];
  lint: PolicyFinding[];
  save: () => Promise<void>;
  isSaving: boolean;
  /** Why the last save failed; the text stays. */
  error?: Error;
}

/** Holds what is written until it is saved, also where a save fails. */
export function useDraftText(
  draft: AupDraft,
  onSaved: (draft: AupDraft) => void,
): DraftText {
  const [written, setWritten] = useState<AupDocument>();
  const saving = useAction(api.saveAupDraft);
  const references = usePolicyReferences().value;
  const document = written ?? draft.document;
  const isDirty =
    written !== undefined &&
    JSON.stringify(written) !== JSON.stringify(draft.document);

  const violations = useMemo(
    () =>
      isDirty && references
        ? documentViolations(document, {
            tiers: new Set(references.tiers),
            groups: new Set(references.groups.map(({ ref }) => ref)),
            people: new Set(references.people.map(({ ref }) => ref)),
            today: references.today,
          })
        : draft.violations,
    [document, draft.violations, isDirty, references],
  );
  const lint = useMemo(() => documentLint(document), [document]);

  const save = async () => {
    const saved = await saving.run({
      params: { id: draft.id },
      body: { revision: draft.revision, document },
    });
    if (saved) {
      // What was typed while it was saving stays.
      setWritten(current => (current === document ? undefined : current));
      onSaved(saved);
    }
  };

  return {
    document,
    change: setWritten,
    isDirty,
    violations,
    lint,
    save,
    isSaving: saving.isPending,
    error: saving.error,
  };
}
