import { HypotheticalKey } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError } from '@backstage/errors';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { PolicyKey } from '../policy/PolicySnapshot';

/** No issued key has this id. */
export const HYPOTHETICAL_ID = 'hypothetical';

/**
 * A key as it would be, had somebody issued it.
 *
 * @throws InputError where its owner is neither a team nor an application of one.
 */
export function hypotheticalKey(
  described: HypotheticalKey,
  callerRef: string,
  { applications, teams }: CatalogSnapshot,
): PolicyKey {
  const owner = described.owner.toLocaleLowerCase('en-US');
  const application = applications.get(owner);
  const teamRef = application?.teamRef ?? owner;
  if (!application && !teams.has(owner)) {
    throw new InputError(
      `'${described.owner}' is neither a team nor an application of a team in the catalog`,
    );
  }
  return {
    id: HYPOTHETICAL_ID,
    secretSha256: '',
    previous: undefined,
    suspendedBecause: undefined,
    ownerRef: owner,
    teamRef,
    applicationRef: application?.ref,
    purpose: described.purpose ?? '',
    models: new Set(
      described.models.map(name => fullRef(name, 'aimodel') ?? name),
    ),
    tier: described.tier.toLocaleLowerCase('en-US'),
    limits: {},
    createdBy:
      described.person === undefined
        ? callerRef
        : fullRef(described.person, 'user') ?? described.person,
    expiresAtMs: Number.MAX_SAFE_INTEGER,
    revokedAtMs: undefined,
  };
}
