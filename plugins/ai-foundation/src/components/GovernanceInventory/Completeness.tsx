import {
  api,
  Inventory,
  inventoryManagePermission,
  RequirementState,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Flex, Text, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useAction } from '../../hooks/useAction';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Sentences } from '../Facts';
import { FormDialog } from '../FormDialog';
import { RelativeTime } from '../RelativeTime';
import { Section } from '../Section';
import { Status, Tone } from '../Status';
import { ExportButtons } from './ExportButtons';

const SHORTEST_STATEMENT = 20;

const TONES: Record<RequirementState['state'], Tone> = {
  met: 'positive',
  'not-met': 'negative',
  stale: 'warning',
};

/** Whether the inventory is declared complete, and what is missing. */
export function Completeness(props: {
  inventory: Inventory;
  onChange: () => void;
}) {
  const { t } = useMessages();
  const { state, declaration, obstacles } = props.inventory;
  const mayManage = usePermission({
    permission: inventoryManagePermission,
  }).allowed;
  const [isDeclaring, setDeclaring] = useState(false);
  return (
    <Section
      title={t('inventory.state')}
      description={t('inventory.stateWhy')}
      action={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <ExportButtons />
          {mayManage && (
            <Button
              variant="secondary"
              isDisabled={obstacles.length > 0 || state.state === 'met'}
              onPress={() => setDeclaring(true)}
            >
              {t('inventory.declare')}
            </Button>
          )}
        </Flex>
      }
    >
      <Status tone={TONES[state.state]}>
        {t(`inventory.stateName.${state.state}`)}
      </Status>
      <Sentences items={state.reasons} />
      {declaration && (
        <Text as="p">
          {t('inventory.declaredBy', {
            name: <EntityName entityRef={declaration.declaredBy} plain />,
            when: <RelativeTime instant={declaration.declaredAt} />,
          })}
          {`: ${declaration.statement}`}
        </Text>
      )}
      {isDeclaring && (
        <DeclareDialog
          snapshotSha256={props.inventory.snapshotSha256}
          onDone={props.onChange}
          onClose={() => setDeclaring(false)}
        />
      )}
    </Section>
  );
}

function DeclareDialog(props: {
  snapshotSha256: string;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const declare = useAction(api.declareInventory);
  const [statement, setStatement] = useState('');
  // Of what was looked at when the dialog opened, also after a refresh.
  const [snapshotSha256] = useState(props.snapshotSha256);
  return (
    <FormDialog
      title={t('inventory.declareTitle')}
      confirm={t('inventory.declare')}
      done={t('inventory.declared')}
      isComplete={statement.trim().length >= SHORTEST_STATEMENT}
      action={declare}
      run={() =>
        declare.run({ body: { statement: statement.trim(), snapshotSha256 } })
      }
      onDone={props.onDone}
      onClose={props.onClose}
    >
      <TextAreaField
        label={t('inventory.statement')}
        description={t('inventory.declareHint')}
        isRequired
        value={statement}
        onChange={setStatement}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('inventory.snapshot')}: <code>{snapshotSha256}</code>
      </Text>
    </FormDialog>
  );
}
