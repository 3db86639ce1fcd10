import { AupDraftSummary } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Link } from 'react-router-dom';
import { Translate } from '../../hooks/useMessages';
import { DataColumn } from '../DataTable';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { DraftState } from './DraftState';
import styles from './GovernancePolicy.module.css';

/** What a list of drafts shows. */
export function draftColumns(t: Translate): Array<DataColumn<AupDraftSummary>> {
  return [
    {
      id: 'draft',
      label: t('policyDrafts.table.draft'),
      kind: 'words',
      sortBy: draft => draft.title,
      cell: draft => (
        <>
          <Link
            to={draft.id}
            className={styles.link}
            aria-label={t('policyDrafts.open', { title: draft.title })}
          >
            {draft.title}
          </Link>
          <span className={styles.hint}>
            {draft.basedOn
              ? t('policyDrafts.basedOn', { version: draft.basedOn })
              : t('policyDrafts.fromNothing')}
          </span>
        </>
      ),
    },
    {
      id: 'state',
      label: t('policyDrafts.table.state'),
      kind: 'words',
      sortBy: draft => draft.state,
      cell: draft => <DraftState draft={draft} />,
    },
    {
      id: 'saved',
      label: t('policyDrafts.table.saved'),
      sortBy: draft => draft.savedAt,
      cell: draft =>
        t('policyDrafts.table.savedBy', {
          when: <RelativeTime instant={draft.savedAt} />,
          name: <EntityName entityRef={draft.savedBy} plain />,
        }),
    },
    {
      id: 'authors',
      label: t('policyDrafts.table.authors'),
      cell: draft =>
        draft.authors.map((ref, index) => (
          <span key={ref}>
            {index > 0 && ', '}
            <EntityName entityRef={ref} plain />
          </span>
        )),
    },
  ];
}
