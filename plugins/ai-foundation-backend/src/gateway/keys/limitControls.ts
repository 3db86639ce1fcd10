import {
  formatUsd,
  KeyRequest,
  KeyUseLimits,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { limitsInForce } from './limitsInForce';
import { KeyRequestContext, ResolvedKeyRequest } from './KeyRequestContext';
import { KeyControlVerdict } from './types';
import { approval, failed, passed } from './verdicts';

/* How much, and for how long. */

const KINDS = {
  standard: 'It is a key for work.',
  experiment: 'It is an experiment: short, cheap, and not in production.',
  validation: 'It is for probes of those who run the gateway.',
};

export function kindControl(
  { kind, applicationRef }: ResolvedKeyRequest,
  { catalog }: KeyRequestContext,
): KeyControlVerdict {
  const application = catalog.applications.get(applicationRef ?? '');
  if (kind === 'experiment' && application?.lifecycle === 'production') {
    return failed(
      'kind',
      `${application.title} is in production, where experiments have no place. Ask for an experiment key of the team, or for a standard key.`,
    );
  }
  return kind === 'workload' || kind === 'agent'
    ? failed('kind', `Stage 1 has no keys of the kind '${kind}'.`)
    : passed('kind', KINDS[kind]);
}

export function ceilingControl(
  { kind, ceilingPicoUsd, ceilingUsd }: ResolvedKeyRequest,
  { limits }: KeyRequestContext,
): KeyControlVerdict {
  if (ceilingUsd === undefined) {
    return passed(
      'ceiling',
      'The key has no ceiling of its own; those of its team and of the organisation hold.',
    );
  }
  if (ceilingPicoUsd === undefined || ceilingPicoUsd <= 0n) {
    return failed(
      'ceiling',
      `'${ceilingUsd}' is no amount of dollars above zero, such as 25 or 12.50.`,
    );
  }
  const amount = formatUsd(ceilingPicoUsd);
  if (kind === 'experiment' || kind === 'validation') {
    const { maxCeilingPicoUsd } = limits[kind];
    return ceilingPicoUsd <= maxCeilingPicoUsd
      ? passed('ceiling', `The key may cost at most ${amount} a month.`)
      : failed(
          'ceiling',
          `A key of the kind ${kind} costs at most ${formatUsd(
            maxCeilingPicoUsd,
          )} a month. Ask for less, or for a standard key.`,
        );
  }
  const { maxCeilingPicoUsd } = limits.automatic;
  return maxCeilingPicoUsd === undefined || ceilingPicoUsd <= maxCeilingPicoUsd
    ? passed('ceiling', `The key may cost at most ${amount} a month.`)
    : approval(
        'ceiling',
        `Policy issues keys that cost up to ${formatUsd(
          maxCeilingPicoUsd,
        )} a month by itself, and ${amount} is above that.`,
      );
}

const LIMITS: ReadonlyArray<[keyof KeyUseLimits, string]> = [
  ['requestsPerMinute', 'requests a minute'],
  ['tokensPerMinute', 'tokens a minute'],
  ['concurrency', 'requests at the same time'],
];

export function limitsControl(
  { limits: own = {} }: KeyRequest,
  { limits: { use } }: KeyRequestContext,
): KeyControlVerdict {
  const wider = LIMITS.flatMap(([name, unit]) => {
    const asked = own[name];
    const most = use[name];
    return asked !== undefined && most !== undefined && asked > most
      ? [`${asked} ${unit}, where keys have ${most}`]
      : [];
  });
  if (wider.length > 0) {
    return approval('limits', `The key asks for ${wider.join('; ')}.`);
  }
  const holding = limitsInForce(own, use);
  const words = LIMITS.flatMap(([name, unit]) =>
    holding[name] === undefined ? [] : [`${holding[name]} ${unit}`],
  );
  return passed(
    'limits',
    words.length > 0
      ? `The key may use ${words.join(', ')}.`
      : 'The key has no limits of its own, and keys have none.',
  );
}

export function expiryControl(
  { kind, expiresInDays }: ResolvedKeyRequest,
  { limits }: KeyRequestContext,
): KeyControlVerdict {
  const maxDays =
    kind === 'experiment' || kind === 'validation'
      ? Math.min(limits[kind].maxDays, limits.maxDays)
      : limits.maxDays;
  if (expiresInDays > maxDays) {
    return failed(
      'expiry',
      `Such a key lives for at most ${maxDays} days; ask for a new one when it ends.`,
    );
  }
  const automaticDays = limits.automatic.maxDays;
  return kind !== 'standard' || expiresInDays <= automaticDays
    ? passed('expiry', `The key expires after ${expiresInDays} days.`)
    : approval(
        'expiry',
        `Policy issues keys for at most ${automaticDays} days by itself, and ${expiresInDays} is above that.`,
      );
}
