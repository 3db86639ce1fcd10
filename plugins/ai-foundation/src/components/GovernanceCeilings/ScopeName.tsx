import { CeilingScope } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';

/** What a ceiling is for: its kind, and its name where it has one. */
export function ScopeName(props: { scope: CeilingScope }) {
  const { t } = useMessages();
  const { scope } = props;
  const kind = t(`ceilings.list.kind.${scope.kind}`);
  if (scope.kind === 'organisation') {
    return <Text weight="bold">{kind}</Text>;
  }
  return (
    <>
      {scope.kind === 'key' ? (
        <code>{scope.ref}</code>
      ) : (
        <EntityName entityRef={scope.ref} plain />
      )}
      <Text as="div" variant="body-small" color="secondary">
        {kind}
      </Text>
    </>
  );
}
