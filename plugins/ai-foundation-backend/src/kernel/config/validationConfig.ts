import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { fullRef } from '../fullRef';
import { positive } from './positive';

/** Who answers for an account at a provider. */
export interface ProviderAccount {
  id: string | undefined;
  owner: string | undefined;
}

/** How the gateway checks itself. */
export interface ValidationConfig {
  /** Ref of the group that runs the gateway: it owns the keys of checks, and is told of failures. */
  ownerRef: string | undefined;
  probesEveryMinutes: number;
  retentionDays: number;
  /** By the id of the provider. */
  accounts: ReadonlyMap<string, ProviderAccount>;
}

/** Reads `aiFoundation.gateway.validation`, and the accounts of the providers. */
export function readValidation(config: Config | undefined): ValidationConfig {
  const validation = config?.getOptionalConfig('gateway.validation');
  const number = (key: string, fallback: number) =>
    positive(
      `gateway.validation.${key}`,
      validation?.getOptionalNumber(key) ?? fallback,
    );
  const owner = validation?.getOptionalString('owner');
  const ownerRef = owner === undefined ? undefined : fullRef(owner, 'group');
  if (owner !== undefined && ownerRef === undefined) {
    throw new InputError(
      `aiFoundation.gateway.validation.owner is '${owner}', which is no ref of a group`,
    );
  }
  return {
    ownerRef,
    probesEveryMinutes: number('probesEveryMinutes', 60),
    retentionDays: number('retentionDays', 400),
    accounts: readAccounts(config?.getOptionalConfig('providers')),
  };
}

function readAccounts(
  providers: Config | undefined,
): Map<string, ProviderAccount> {
  return new Map(
    (providers?.keys() ?? []).map(id => {
      const account = providers?.getOptionalConfig(`${id}.account`);
      return [
        id,
        {
          id: account?.getOptionalString('id'),
          owner: account?.getOptionalString('owner'),
        },
      ];
    }),
  );
}
