import {
  Key,
  Profile,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';

/** The way to a first answer. */
export type FirstStep = 'policy' | 'key' | 'call';

/** The step that a person stands at; undefined once a key was used. */
export function currentStep(
  profile: Profile,
  keys: Key[],
): FirstStep | undefined {
  const active = keys.filter(key => key.state === 'active');
  if (active.some(key => key.lastUsedAt)) {
    return undefined;
  }
  if (active.length > 0) {
    return 'call';
  }
  return profile.aup.state === 'acknowledged' ? 'key' : 'policy';
}
