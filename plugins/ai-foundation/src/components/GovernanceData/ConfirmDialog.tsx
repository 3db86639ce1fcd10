import {
  api,
  DataSource,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { useMessages } from '../../hooks/useMessages';
import { useTiers } from '../../hooks/useTiers';
import { Sentences } from '../Facts';
import { ReasonDialog } from './ReasonDialog';

/** Puts the reader behind the tier that a data source's annotation names. */
export function ConfirmDialog(props: {
  source: DataSource;
  tier: string;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const { source, tier } = props;
  const criteria =
    useTiers().value?.items.find(({ name }) => name === tier)?.criteria ?? [];
  const { namespace, name } = parseEntityRef(source.ref);
  return (
    <ReasonDialog
      route={api.confirmClassification}
      optionsOf={reason => ({
        params: { namespace, name },
        body: { tier, reason },
      })}
      words={{
        title: t('data.classify.title', { source: source.title, tier }),
        effect: t('data.classify.what'),
        submit: t('data.classify.submit'),
        done: t('data.classify.done', { source: source.title, tier }),
      }}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <Sentences items={criteria} />
    </ReasonDialog>
  );
}
