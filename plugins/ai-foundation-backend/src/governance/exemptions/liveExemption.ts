/** An approved exemption as far as the gateway is concerned. */
export interface GrantedExemption {
  id: string;
  teamRef: string;
  /** Where only this application is meant. */
  applicationRef: string | undefined;
  /** Where only this key is meant. */
  keyId: string | undefined;
  tier: string;
  /** Refs of the models that it lets data of the tier to. */
  models: ReadonlySet<string>;
  endsAtMs: number;
}

/** Who wants to send data of which tier to which model. */
export interface ExemptionUse {
  teamRef: string;
  applicationRef: string | undefined;
  /** `undefined` where there is no key yet. */
  keyId: string | undefined;
  tier: string;
  modelRef: string;
}

/** The exemption that covers a use at an instant, where there is one. */
export function liveExemption(
  exemptions: readonly GrantedExemption[],
  use: ExemptionUse,
  nowMs: number,
): GrantedExemption | undefined {
  return exemptions.find(
    exemption =>
      nowMs < exemption.endsAtMs &&
      exemption.teamRef === use.teamRef &&
      isSameWhereNamed(exemption.applicationRef, use.applicationRef) &&
      isSameWhereNamed(exemption.keyId, use.keyId) &&
      exemption.tier === use.tier &&
      exemption.models.has(use.modelRef),
  );
}

function isSameWhereNamed(
  named: string | undefined,
  used: string | undefined,
): boolean {
  return named === undefined || named === used;
}
