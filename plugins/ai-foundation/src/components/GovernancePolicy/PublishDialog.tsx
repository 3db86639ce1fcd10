import {
  api,
  AupDraft,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { policyRouteRef } from '../../routes';
import { ActionError } from '../ErrorNotice';
import styles from './GovernancePolicy.module.css';

type Change = 'major' | 'minor';

/** Publishes an approved draft, and says what that does before it happens. */
export function PublishDialog(props: { draft: AupDraft; onClose: () => void }) {
  const { t } = useMessages();
  const toasts = useApi(toastApiRef);
  const navigate = useNavigate();
  const policyHref = useRouteRef(policyRouteRef)?.();
  const publish = useAction(api.publishAupDraft);
  const { id, contentSha256, eligiblePeople, submissions } = props.draft;
  const review = submissions[0]?.reviews.at(-1);
  const mayBeMinor = review?.material === false;
  const [change, setChange] = useState<Change>(mayBeMinor ? 'minor' : 'major');

  const confirm = async () => {
    const published = await publish.run({
      params: { id },
      body: { contentSha256, change },
    });
    if (published) {
      toasts.post({
        title: t('policyDrafts.publish.done', { version: published.version }),
        status: 'success',
        timeout: 6000,
      });
      navigate(policyHref ?? '..');
    }
  };

  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && props.onClose()}>
      <DialogHeader>{t('policyDrafts.publish.title')}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <RadioGroup
            label={t('policyDrafts.publish.kind')}
            value={change}
            onChange={value => setChange(value === 'minor' ? 'minor' : 'major')}
          >
            <Radio value="major">
              <span className={styles.choice}>
                {t('policyDrafts.publish.major')}
                <span className={styles.hint}>
                  {t('policyDrafts.publish.majorEffect', {
                    count: eligiblePeople,
                  })}
                </span>
              </span>
            </Radio>
            <Radio value="minor" isDisabled={!mayBeMinor}>
              <span className={styles.choice}>
                {t('policyDrafts.publish.minor')}
                <span className={styles.hint}>
                  {mayBeMinor
                    ? t('policyDrafts.publish.minorEffect')
                    : t('policyDrafts.publish.minorRefused', {
                        name: review?.reviewerName ?? '',
                      })}
                </span>
              </span>
            </Radio>
          </RadioGroup>
          <Text as="p">{t('policyDrafts.publish.effect')}</Text>
          <ActionError error={publish.error} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={publish.isPending}
          onPress={confirm}
        >
          {t('policyDrafts.publish.action')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
