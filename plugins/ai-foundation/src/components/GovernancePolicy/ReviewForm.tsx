import {
  api,
  AUP_SECTION_IDS,
  AupDraft,
  policyReviewPermission,
  ReviewOutcome,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Alert,
  Button,
  Checkbox,
  CheckboxGroup,
  Flex,
  Radio,
  RadioGroup,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { useProfile } from '../../hooks/useProfile';
import { ActionError, statusOf } from '../ErrorNotice';
import { isReason } from '../ReasonField';
import { Section } from '../Section';
import styles from './GovernancePolicy.module.css';

const OUTCOMES = ['approved', 'changes-requested', 'rejected'] as const;

/** Where the legal seat reviews a draft that is handed in. */
export function ReviewForm(props: {
  draft: AupDraft;
  onDraft: (draft: AupDraft) => void;
  onReload: () => void;
}) {
  const { t } = useMessages();
  const { allowed } = usePermission({ permission: policyReviewPermission });
  const userRef = useProfile().value?.userRef;
  const { authors, state, reviewers } = props.draft;
  const isAuthor = userRef !== undefined && authors.includes(userRef);
  const isReviewer =
    allowed && userRef !== undefined && reviewers.includes(userRef);
  // A recorded review empties the form.
  const reviewed = props.draft.submissions[0]?.reviews.length;
  const isOpen = state !== 'published' && state !== 'rejected';

  if (!isOpen) {
    return null;
  }
  if (!isReviewer || state === 'draft') {
    return (
      <Section title={t('policyDrafts.review.title')}>
        <Text as="p">
          {isReviewer && t('policyDrafts.review.notSubmitted')}
          {isAuthor && t('policyDrafts.review.author')}
          {!isReviewer && !isAuthor && t('policyDrafts.review.notReviewer')}
        </Text>
      </Section>
    );
  }
  return (
    <Section
      title={t('policyDrafts.review.title')}
      description={t('policyDrafts.review.of')}
    >
      <Opinion key={reviewed} {...props} />
    </Section>
  );
}

function Opinion(props: {
  draft: AupDraft;
  onDraft: (draft: AupDraft) => void;
  onReload: () => void;
}) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const send = useAction(api.reviewAupDraft);
  const [signedOff, setSignedOff] = useState<string[]>([]);
  const [outcome, setOutcome] = useState<ReviewOutcome>();
  const [material, setMaterial] = useState<boolean>();
  const [comment, setComment] = useState('');
  const { id, contentSha256, document } = props.draft;
  const isWhole =
    outcome !== 'approved' ||
    (signedOff.length === AUP_SECTION_IDS.length && material !== undefined);

  const confirm = async () => {
    if (!outcome) {
      return;
    }
    const reviewed = await send.run({
      params: { id },
      body: {
        contentSha256,
        outcome,
        comment: comment.trim(),
        sections: AUP_SECTION_IDS.map(section => ({
          id: section,
          signedOff: signedOff.includes(section),
        })),
        material: outcome === 'approved' ? material : undefined,
      },
    });
    if (reviewed) {
      toasts.post({
        title: t('policyDrafts.review.done'),
        status: 'success',
        timeout: 6000,
      });
      props.onDraft(reviewed);
    }
  };

  return (
    <Flex direction="column" gap="4" align="start">
      <CheckboxGroup
        label={t('policyDrafts.review.sections')}
        description={t('policyDrafts.review.all')}
        value={signedOff}
        onChange={setSignedOff}
      >
        {document.sections.map(section => (
          <Checkbox key={section.id} value={section.id}>
            {section.title}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <RadioGroup
        label={t('policyDrafts.review.outcome')}
        isRequired
        value={outcome ?? null}
        onChange={value => setOutcome(OUTCOMES.find(known => known === value))}
      >
        {OUTCOMES.map(known => (
          <Radio key={known} value={known}>
            <span className={styles.choice}>
              {t(`policyDrafts.review.${known}`)}
              <span className={styles.hint}>
                {t(`policyDrafts.review.${known}Effect`)}
              </span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {outcome === 'approved' && (
        <RadioGroup
          label={t('policyDrafts.review.material')}
          isRequired
          value={material === undefined ? null : String(material)}
          onChange={value => setMaterial(value === 'true')}
        >
          <Radio value="true">{t('policyDrafts.review.materialYes')}</Radio>
          <Radio value="false">{t('policyDrafts.review.materialNo')}</Radio>
        </RadioGroup>
      )}
      <TextAreaField
        label={t('policyDrafts.review.comment')}
        description={t('policyDrafts.review.commentHint')}
        isRequired
        maxLength={5_000}
        value={comment}
        onChange={setComment}
      />
      <Text as="p" variant="body-small" color="secondary">
        <span className={styles.fingerprint}>
          {t('policyDrafts.review.fingerprint', { hash: contentSha256 })}
        </span>
      </Text>
      {send.error && statusOf(send.error) === 409 ? (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('policyDrafts.review.changed')}
          description={t('policyDrafts.review.changedWhy')}
          customActions={
            <Button size="small" onPress={props.onReload}>
              {t('policyDrafts.reload')}
            </Button>
          }
        />
      ) : (
        <ActionError error={send.error} />
      )}
      <Button
        variant="primary"
        isDisabled={!outcome || !isWhole || !isReason(comment)}
        isPending={send.isPending}
        onPress={confirm}
      >
        {t('policyDrafts.review.send')}
      </Button>
    </Flex>
  );
}
