import {
  DataTierEntity,
  isDataTierEntity,
  Model,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { useMessages } from '../../hooks/useMessages';
import { useModels } from '../../hooks/useModels';
import { useTiers } from '../../hooks/useTiers';
import { Answered } from '../Answered';
import { EntityName } from '../EntityName';
import { Fact, Facts, Sentences } from '../Facts';
import { Lines } from '../Lines';
import { Section } from '../Section';

/** When does data belong here, and what may be done with it? */
export function DataTierCard() {
  const { entity } = useEntity();
  return isDataTierEntity(entity) ? <TierFacts tier={entity} /> : null;
}

function TierFacts(props: { tier: DataTierEntity }) {
  const { t } = useMessages();
  const { rank, criteria, handling } = props.tier.spec;
  return (
    <Section title={t('entity.tier.title')}>
      <Facts>
        <Fact name={t('entity.tier.rank')} isWide>
          {t('entity.tier.rankValue', { rank: String(rank) })}
        </Fact>
        <Fact name={t('entity.tier.criteria')} isWide>
          <Sentences items={criteria} />
        </Fact>
        <Fact name={t('entity.tier.external')}>
          {t(`entity.tier.${handling.externalProviders}`)}
        </Fact>
        <Fact name={t('entity.tier.logging')}>
          {handling.contentLogging === 'never'
            ? t('entity.tier.never')
            : t('entity.tier.mayLog')}
        </Fact>
        <Fact name={t('entity.tier.models')} isWide>
          <ApprovedModels rank={rank} />
        </Fact>
      </Facts>
    </Section>
  );
}

/** A model that is approved for a tier is good for every lower one too. */
function ApprovedModels(props: { rank: number }) {
  const { t } = useMessages();
  const models = useModels();
  const tiers = useTiers();
  const ranks = new Map(
    tiers.value?.items.map(({ name, rank }) => [name, rank]),
  );
  const approved = (items: Model[]) =>
    items.filter(
      model =>
        model.notRoutableBecause === undefined &&
        (ranks.get(model.tier) ?? 0) >= props.rank,
    );
  return (
    <Answered
      answer={models}
      loading={<Lines count={2} />}
      isEmpty={({ items }) => approved(items).length === 0}
      empty={<>{t('entity.tier.noModels')}</>}
    >
      {({ items }) => (
        // Far enough apart to be hit with a finger.
        <Flex direction="column" align="start" gap="2">
          {approved(items).map(model => (
            <EntityName key={model.ref} entityRef={model.ref} />
          ))}
        </Flex>
      )}
    </Answered>
  );
}
