import { AupDraft } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Button, Select, Text } from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { ActionError, statusOf } from '../ErrorNotice';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Findings } from './Findings';
import styles from './GovernancePolicy.module.css';
import { PartFields } from './PartFields';
import { PartPreview } from './PartPreview';
import { PART_IDS, PartId, partName } from './parts';
import { DraftText } from './useDraftText';

/** Where the policy is written, part by part, with its preview beside it. */
export function DraftEditor(props: {
  draft: AupDraft;
  text: DraftText;
  isReadOnly: boolean;
  onReload: () => void;
}) {
  const { t } = useMessages();
  const { draft, text, isReadOnly } = props;
  const [part, setPart] = useState<PartId>('general');
  const hasConflict = text.error && statusOf(text.error) === 409;
  const toRepair = (id: PartId) =>
    text.violations.filter(({ place }) => partOf(place) === id).length;

  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        <Section
          title={partName(part, t)}
          description={
            text.isDirty
              ? t('policyDrafts.state.unsaved')
              : t('policyDrafts.state.saved', {
                  when: <RelativeTime instant={draft.savedAt} />,
                })
          }
        >
          <div className={styles.fields}>
            <Select
              label={t('policyDrafts.parts.label')}
              value={part}
              onChange={id =>
                setPart(PART_IDS.find(known => known === id) ?? 'general')
              }
              options={PART_IDS.map(id => ({
                id,
                label: [
                  partName(id, t),
                  ...(toRepair(id) > 0
                    ? [
                        t('policyDrafts.parts.findings', {
                          count: toRepair(id),
                        }),
                      ]
                    : []),
                ].join(' · '),
              }))}
            />
            {hasConflict ? (
              <Alert
                role="alert"
                status="warning"
                icon
                title={t('policyDrafts.saveConflict')}
                description={t('policyDrafts.saveConflictWhy')}
                customActions={
                  <Button size="small" onPress={props.onReload}>
                    {t('policyDrafts.reload')}
                  </Button>
                }
              />
            ) : (
              <ActionError error={text.error} />
            )}
            {!isReadOnly && (
              <PartFields
                key={part}
                part={part}
                document={text.document}
                onChange={text.change}
              />
            )}
            {isReadOnly && <PartPreview part={part} document={text.document} />}
          </div>
        </Section>
      </div>
      <div className={styles.beside}>
        {!isReadOnly && (
          <Section title={t('policyDrafts.preview')}>
            <PartPreview part={part} document={text.document} />
          </Section>
        )}
        <Section title={t('policyDrafts.violations')}>
          {text.violations.length > 0 ? (
            <Findings findings={text.violations} />
          ) : (
            <Text as="p">{t('policyDrafts.noViolations')}</Text>
          )}
        </Section>
        {text.lint.length > 0 && (
          <Section
            title={t('policyDrafts.lint')}
            description={t('policyDrafts.lintWhy')}
          >
            <Findings findings={text.lint} />
          </Section>
        )}
      </div>
    </div>
  );
}

/** The part of the editor where a finding's place is repaired. */
function partOf(place: string): PartId {
  return PART_IDS.find(id => id === place) ?? 'general';
}
