import {
  AUP_SECTION_IDS,
  AupChange,
  AupDiff,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { Answer } from '../../hooks/useAnswer';
import { Translate, useMessages } from '../../hooks/useMessages';
import { Answered } from '../Answered';
import { EmptyNotice } from '../EmptyNotice';
import { Lines } from '../Lines';
import { Status } from '../Status';
import { DiffText } from './DiffText';
import styles from './PolicyDiff.module.css';

const TONES = {
  added: 'positive',
  removed: 'negative',
  changed: 'warning',
} as const;

/** What changed between two texts of the policy, rule by rule. */
export function PolicyDiff(props: { diff: Answer<AupDiff> }) {
  const { t } = useMessages();
  return (
    <Answered
      answer={props.diff}
      loading={<Lines count={4} />}
      isEmpty={({ changes }) => changes.length === 0}
      empty={
        <EmptyNotice
          title={t('policy.diff.none')}
          description={t('policy.diff.noneWhy')}
        />
      }
    >
      {({ changes }) => (
        <ul className={styles.changes}>
          {changes.map(change => (
            <li key={`${change.kind} ${change.id} ${change.change}`}>
              <Status tone={TONES[change.change]}>
                <Text as="span" weight="bold">
                  {nameOf(change, t)}
                </Text>
                : {t(`policy.diff.${change.change}`)}
                {change.movedFrom &&
                  ` ${t('policy.diff.moved', {
                    section: t(
                      `policy.sections.${sectionKey(change.movedFrom)}`,
                    ),
                  })}`}
              </Status>
              <DiffText parts={change.parts} />
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}

function nameOf({ kind, id }: AupChange, t: Translate): string {
  switch (kind) {
    case 'section':
      return t(`policy.sections.${sectionKey(id)}`);
    case 'rule':
    case 'purpose':
      return t(`policy.diff.${kind}`, { id: id ?? '' });
    case 'title':
      return t('policy.diff.head');
    default:
      return t(`policy.diff.${kind}`);
  }
}

/** The id of a section as the messages know it. */
function sectionKey(id: string | undefined) {
  return AUP_SECTION_IDS.find(known => known === id) ?? AUP_SECTION_IDS[0];
}
