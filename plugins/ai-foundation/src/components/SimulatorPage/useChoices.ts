import {
  GatewayOperation,
  Key,
  Model,
  Tier,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { entityPresentationSnapshot } from '@backstage/plugin-catalog-react';
import { useKeys } from '../../hooks/useKeys';
import { useModels } from '../../hooks/useModels';
import { useOperations } from '../../hooks/useOperations';
import { useProfile } from '../../hooks/useProfile';
import { useTeams } from '../../hooks/useTeams';
import { useTiers } from '../../hooks/useTiers';

/** What the simulator offers to choose from. */
export interface Choices {
  keys: Key[];
  models: Model[];
  tiers: Tier[];
  operations: GatewayOperation[];
  /** Teams and applications that a key could be for. */
  owners: Array<{ ref: string; title: string }>;
}

/** The choices, once all of them are known; why not, where one cannot be had. */
export function useChoices(): {
  choices?: Choices;
  error?: Error;
  reload: () => void;
} {
  const keys = useKeys();
  const models = useModels();
  const tiers = useTiers();
  const operations = useOperations();
  const profile = useProfile();
  const teams = useTeams();
  const answers = [keys, models, tiers, operations, profile, teams];
  const error = answers.find(answer => answer.error)?.error;
  const reload = () =>
    answers.filter(answer => answer.error).forEach(answer => answer.reload());
  if (
    !keys.value ||
    !models.value ||
    !tiers.value ||
    !operations.value ||
    !profile.value ||
    !teams.value
  ) {
    return { error, reload };
  }
  const { applications } = profile.value;
  const owners = new Map(
    [...profile.value.teams, ...teams.value.items, ...applications].map(
      ({ ref, title }) => [ref, title],
    ),
  );
  return {
    choices: {
      keys: keys.value.items,
      models: models.value.items,
      tiers: tiers.value.items,
      operations: operations.value.items,
      owners: [...owners].map(([ref, title]) => ({ ref, title })),
    },
    reload,
  };
}

/** A key by its id and its owner, so that people find theirs. */
export function keyOption({ id, ownerRef, state }: Key) {
  const owner = entityPresentationSnapshot(ownerRef).primaryTitle;
  return {
    id,
    label: `${owner}: ${id}${state === 'active' ? '' : ` (${state})`}`,
  };
}

export function titled({ ref, title }: { ref: string; title: string }) {
  return { id: ref, label: title };
}

export function tierOption({ name, title }: Tier) {
  return { id: name, label: title };
}
