import { DataSource } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AddAnnotationDialog } from './AddAnnotationDialog';
import { ConfirmDialog } from './ConfirmDialog';

/** Shows how to classify a data source, or confirms how it is classified. */
export function ClassifyDialog(props: {
  source: DataSource;
  onDone: () => void;
  onClose: () => void;
}) {
  const { source } = props;
  return source.tier === undefined ? (
    <AddAnnotationDialog source={source} onClose={props.onClose} />
  ) : (
    <ConfirmDialog {...props} tier={source.tier} />
  );
}
