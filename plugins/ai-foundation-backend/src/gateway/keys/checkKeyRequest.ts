import {
  KeyCheck,
  KeyRequest,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { InputError, NotAllowedError } from '@backstage/errors';
import { KeyRequestContext } from './KeyRequestContext';
import {
  ceilingControl,
  expiryControl,
  kindControl,
  limitsControl,
} from './limitControls';
import {
  agentControl,
  applicationControl,
  aupControl,
  eligibilityControl,
  ownerControl,
} from './partyControls';
import { resolveKeyRequest } from './resolveKeyRequest';
import {
  dataSourcesControl,
  modelsControl,
  purposeControl,
  tierControl,
} from './scopeControls';
import { KeyControlVerdict } from './types';

/**
 * What each control says to a key request. All are asked, so that a person can
 * put everything right at once.
 */
export function checkKeyRequest(
  request: KeyRequest,
  context: KeyRequestContext,
): KeyControlVerdict[] {
  const resolved = resolveKeyRequest(request, context);
  return [
    aupControl(context),
    eligibilityControl(context),
    ownerControl(request, resolved, context),
    applicationControl(request, resolved, context),
    agentControl(request, resolved, context),
    kindControl(resolved, context),
    purposeControl(request, context),
    tierControl(request, resolved, context),
    dataSourcesControl(resolved, context),
    modelsControl(request, resolved, context),
    ceilingControl(resolved, context),
    limitsControl(request, context),
    expiryControl(resolved, context),
  ];
}

/** What becomes of a request. */
export function wayOf(verdicts: readonly KeyControlVerdict[]): KeyCheck['way'] {
  if (verdicts.some(isRefusal)) {
    return 'refused';
  }
  return verdicts.some(({ outcome }) => outcome === 'approval')
    ? 'needs-approval'
    : 'at-once';
}

/** What goes beyond what policy issues by itself, in words. */
export function needsOf(verdicts: readonly KeyControlVerdict[]): string[] {
  return verdicts
    .filter(({ outcome }) => outcome === 'approval')
    .map(({ reason }) => reason);
}

/**
 * @throws NotAllowedError where the caller may not, InputError where the request
 *   is wrong; both name every control that is in the way.
 */
export function refuseFailed(verdicts: readonly KeyControlVerdict[]): void {
  const refusals = verdicts.filter(isRefusal);
  if (refusals.length > 0) {
    const message = refusals
      .map(({ control, reason }) => `${control}: ${reason}`)
      .join(' ');
    throw refusals.some(({ outcome }) => outcome === 'forbidden')
      ? new NotAllowedError(message)
      : new InputError(message);
  }
}

function isRefusal({ outcome }: KeyControlVerdict): boolean {
  return outcome === 'failed' || outcome === 'forbidden';
}
