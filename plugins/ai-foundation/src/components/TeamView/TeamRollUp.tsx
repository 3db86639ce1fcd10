import { TeamAcknowledgements } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Text } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { EntityName } from '../EntityName';
import { Status } from '../Status';

const TONES = {
  met: 'positive',
  'not-met': 'warning',
  'nobody-to-ask': 'neutral',
} as const;

type RollUp = TeamAcknowledgements['rollUp'];

/** Whether the team counts as having acknowledged, by which rule, and why. */
export function TeamRollUp(props: { rollUp: RollUp }) {
  const { t } = useMessages();
  const { everyone, keyHolders, lead, percent, state, who } = props.rollUp;
  const rule = { percent: String(percent) };
  const of = ({ acknowledged, total }: typeof everyone) =>
    t('teams.table.of', { part: String(acknowledged), whole: String(total) });
  return (
    <Status tone={TONES[state]}>
      <Text as="div" variant="body-medium" weight="bold">
        {t(`teams.acknowledgements.rollUp.${state}`)}
      </Text>
      <Text as="div" variant="body-small" color="secondary">
        {who === 'everyone'
          ? t('teams.acknowledgements.rollUp.everyoneRule', rule)
          : t('teams.acknowledgements.rollUp.keyHoldersRule', rule)}{' '}
        {t('teams.acknowledgements.rollUp.figures', {
          keyHolders: of(keyHolders),
          everyone: of(everyone),
        })}{' '}
        {lead && <Lead lead={lead} />}
      </Text>
    </Status>
  );
}

function Lead({ lead }: { lead: NonNullable<RollUp['lead']> }) {
  const { t } = useMessages();
  const name = <EntityName entityRef={lead.userRef} plain />;
  return (
    <>
      {lead.acknowledged
        ? t('teams.acknowledgements.rollUp.leadDone', { name })
        : t('teams.acknowledgements.rollUp.leadMissing', { name })}
    </>
  );
}
