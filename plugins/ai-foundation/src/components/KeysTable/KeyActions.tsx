import { Key } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Flex } from '@backstage/ui';
import { RevokeKey } from './RevokeKey';
import { RotateKey } from './RotateKey';
import { SuspendKey } from './SuspendKey';

/** What can be done with a key that has not ended. */
export function KeyActions(props: {
  apiKey: Key;
  mayManage: boolean;
  mayRevokeAll: boolean;
  onChanged: () => void;
}) {
  const { apiKey, mayManage, mayRevokeAll, onChanged } = props;
  return (
    <Flex gap="2">
      <RevokeKey apiKey={apiKey} onRevoked={onChanged} />
      {mayManage && !apiKey.rotation && (
        <RotateKey apiKey={apiKey} onRotated={onChanged} />
      )}
      {mayRevokeAll && (apiKey.state === 'active' || apiKey.suspendedBy) && (
        <SuspendKey apiKey={apiKey} onChanged={onChanged} />
      )}
    </Flex>
  );
}
