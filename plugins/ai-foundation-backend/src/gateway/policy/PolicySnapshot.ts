import {
  KeyUseLimits,
  ModelApproval,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GrantedExemption } from '../../governance/exemptions/liveExemption';
import { AupInForce } from '../../governance/aup/AupInForce';
import { InspectionRule } from '../inspection/InspectionRule';
import { PriceVersion } from '../../governance/models/governedFields';

/** A key as the gateway needs it. */
export interface PolicyKey {
  id: string;
  /** SHA-256 of the secret, hex. */
  secretSha256: string;
  /** The earlier secret of a key that was rotated, also after its end. */
  previous: { secretSha256: string; validUntilMs: number } | undefined;
  /** Where a person suspended it, in words. */
  suspendedBecause: string | undefined;
  ownerRef: string;
  teamRef: string;
  applicationRef: string | undefined;
  purpose: string;
  /** Refs of the models it may use. */
  models: ReadonlySet<string>;
  tier: string;
  /** Its own, and for the others those of every key. */
  limits: KeyUseLimits;
  createdBy: string;
  expiresAtMs: number;
  revokedAtMs: number | undefined;
  /** Whether the gateway made it for its own checks; such a key never goes through. */
  isProbe?: boolean;
}

/** A key together with the secret of it that was presented. */
export interface PresentedKey extends PolicyKey {
  presentedSecret: 'current' | 'previous';
}

/** A model as the gateway needs it. */
export interface PolicyModel {
  ref: string;
  name: string;
  providerModel: string;
  /** Of its provider. */
  dialect: string;
  provider: string;
  external: boolean;
  type: string;
  tier: string;
  contextWindow: number;
  maxOutputTokens: number;
  /** Refs of the models that may answer where its provider does not, in order. */
  fallbacks: readonly string[];
  approval: ModelApproval;
  /** Approved prices, the newest first. */
  prices: readonly PriceVersion[];
}

export interface PolicyTier {
  name: string;
  rank: number;
  externalProviders: 'allowed' | 'logged' | 'exemption-only';
  /** Whether prompts and answers may be kept. */
  contentLogging: 'never' | 'allowed';
}

/**
 * Everything that decides about a request, compiled from the database and the
 * catalog at one instant. It is never changed, only replaced.
 */
export interface PolicySnapshot {
  epoch: number;
  /** When the database was last seen to hold this epoch. */
  confirmedAtMs: number;
  /** When the catalog was read. */
  catalogReadAtMs: number;
  keys: ReadonlyMap<string, PolicyKey>;
  /** Every model of the catalog, by ref. */
  models: ReadonlyMap<string, PolicyModel>;
  /** The same, by each name that a client may use for them. */
  modelsByName: ReadonlyMap<string, readonly PolicyModel[]>;
  /** By name, in lower case. */
  tiers: ReadonlyMap<string, PolicyTier>;
  /** Teams and applications that exist now. */
  owners: ReadonlySet<string>;
  /** People who exist now. */
  people: ReadonlySet<string>;
  /** Approved and not revoked; the clock says which of them are over. */
  exemptions: readonly GrantedExemption[];
  /** The version of the policy in force, and whose keys work under it. */
  aup: AupInForce | undefined;
  /** Its rules about what prompts hold. */
  inspection: readonly InspectionRule[];
}
