import { Model } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Alert, Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useModelHistory } from '../../hooks/useModelHistory';
import { Answered } from '../Answered';
import { Sentences } from '../Facts';
import { Lines } from '../Lines';
import { FieldChanges } from '../ModelHistory';

/** What keeps a model from an approval, and what was edited since the last decision. */
export function DecisionCautions(props: { model: Model }) {
  const { t } = useMessages();
  const { model } = props;
  const { notApprovableBecause } = model;
  return (
    <>
      {notApprovableBecause.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('models.notApprovable')}
          description={<Sentences items={notApprovableBecause} />}
        />
      )}
      {model.approval === 'changed-since-approval' && (
        <Edits modelRef={model.ref} />
      )}
    </>
  );
}

function Edits(props: { modelRef: string }) {
  const { t } = useMessages();
  const history = useModelHistory(props.modelRef);
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('models.history.edited')}
      </Text>
      <Answered answer={history} loading={<Lines count={2} />}>
        {({ changes }) => <FieldChanges changes={changes} />}
      </Answered>
    </div>
  );
}
