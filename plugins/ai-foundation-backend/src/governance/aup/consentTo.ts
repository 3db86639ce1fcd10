import { sha256Of } from './canonicalText';
import { Consent, PublishedAup } from './types';

/** What an acknowledgement of a version says; it names the very text. */
export function consentTo(
  aup: Pick<PublishedAup, 'version' | 'title' | 'sha256'>,
): Consent {
  const text =
    `I have read version ${aup.version} of “${aup.title}” ` +
    `(SHA-256 ${aup.sha256}). I use generative AI only as it permits, ` +
    `and I answer for what I send to models.`;
  return { text, sha256: sha256Of(text) };
}
