import {
  DataTierEntity,
  KeyKind,
  KeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { PublishedAup } from '../../governance/aup/types';
import { GrantedExemption } from '../../governance/exemptions/liveExemption';
import { GovernedModel } from '../../governance/models/GovernedModel';
import { RequiredTier } from '../../governance/tiers/TierService';
import { KeyLimits } from '../../kernel/AiFoundationConfig';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { Caller } from '../../kernel/TeamAccess';

/** What a key request is judged by. */
export interface KeyRequestContext {
  caller: Caller;
  catalog: CatalogSnapshot;
  /** The version in force. */
  aup: PublishedAup | undefined;
  /** Whether the caller has acknowledged that version. */
  acknowledged: boolean;
  models: readonly GovernedModel[];
  exemptions: readonly GrantedExemption[];
  /** What the data sources of the application ask for. */
  requiredTier: RequiredTier | undefined;
  /** Whether the working group said that the application is no agent. */
  isClearedOfAgent: boolean;
  limits: KeyLimits;
  /** Ref of the group that runs the gateway: it may own keys of the kind validation. */
  runnerRef: string | undefined;
  nowMs: number;
}

/** A key request with its names resolved. */
export interface ResolvedKeyRequest {
  /** `workload` and `agent` are none that a key can have. */
  kind: KeyKind | 'workload' | 'agent';
  teamRef: string | undefined;
  applicationRef: string | undefined;
  /** In the order of the request, `undefined` where there is no such model. */
  models: Array<GovernedModel | undefined>;
  tier: DataTierEntity | undefined;
  expiresInDays: number;
  /** Of the key's own, a decimal string of dollars. */
  ceilingUsd: string | undefined;
  /** The same a month; `undefined` where there is none, or it is no amount. */
  ceilingPicoUsd: bigint | undefined;
}

/** Days of a standard key that does not say. */
export const STANDARD_DAYS = 90;

/** What a request is about, as far as that needs no judgement. */
export type KeyRequestNames = Pick<
  ResolvedKeyRequest,
  'teamRef' | 'applicationRef'
>;

export function namesOf(request: KeyRequest): KeyRequestNames {
  return {
    teamRef: fullRef(request.owner, 'group'),
    applicationRef:
      request.application && fullRef(request.application, 'component'),
  };
}
