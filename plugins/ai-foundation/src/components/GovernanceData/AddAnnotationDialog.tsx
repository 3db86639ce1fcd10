import {
  ANNOTATION_DATA_TIER,
  DataSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useMessages } from '../../hooks/useMessages';
import { useTiers } from '../../hooks/useTiers';
import { CodeBlock } from '../CodeBlock';
import { EntityName } from '../EntityName';
import styles from './GovernanceData.module.css';

/** The lines that classify a data source, to be added where its entity is kept. */
export function AddAnnotationDialog(props: {
  source: DataSource;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const { ownerRef, suggestedTier, title } = props.source;
  const tiers = useTiers().value?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const tier = chosen ?? suggestedTier ?? tiers.at(-1)?.name;

  return (
    <Dialog
      isOpen
      width="40rem"
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>
        {t('data.classify.openFor', { source: title })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.fields}>
          <Text as="p">{t('data.classify.how')}</Text>
          {ownerRef && (
            <Text as="p">
              {t('data.classify.owner', {
                name: <EntityName entityRef={ownerRef} plain />,
              })}
            </Text>
          )}
          {suggestedTier && (
            <Text as="p">
              {t('data.classify.suggested', { tier: suggestedTier })}
            </Text>
          )}
          <Select
            label={t('data.classify.tier')}
            size="medium"
            value={tier ?? null}
            onChange={name => name !== null && setChosen(String(name))}
            options={tiers.map(one => ({ id: one.name, label: one.title }))}
          />
          {tier && (
            <CodeBlock
              caption={t('data.classify.caption')}
              code={annotationLines(tier)}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('data.classify.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function annotationLines(tier: string): string {
  return `metadata:\n  annotations:\n    ${ANNOTATION_DATA_TIER}: ${tier}`;
}
