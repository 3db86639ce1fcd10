import { keyRequestSubmissionSchema } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { z } from 'zod';
import { KeyRequestService } from '../gateway/keys/KeyRequestService';
import { CatalogSnapshot } from '../kernel/CatalogView';

/** Keys that somebody has asked an approver for. */
export const keyRequestSeedSchema = z.array(
  z.strictObject({
    ...keyRequestSubmissionSchema.shape,
    by: z.string().startsWith('user:'),
  }),
);

type KeyRequestSeed = z.infer<typeof keyRequestSeedSchema>;
type KeyRequests = Pick<KeyRequestService, 'list' | 'submit'>;

/** Asks for the keys that were not asked for yet, as of demo origin. */
export async function seedKeyRequests(
  keyRequests: KeyRequests,
  seed: KeyRequestSeed,
  { people }: CatalogSnapshot,
): Promise<void> {
  for (const { by, ...request } of await missing(keyRequests, seed)) {
    const name = people.get(by)?.name ?? by;
    const ownershipRefs = new Set([by, request.owner]);
    await keyRequests.submit(
      { userRef: by, name, ownershipRefs },
      request,
      'demo',
    );
  }
}

/** Whether each of them was asked for, whatever became of it. */
export async function hasKeyRequests(
  keyRequests: KeyRequests,
  seed: KeyRequestSeed,
): Promise<boolean> {
  return (await missing(keyRequests, seed)).length === 0;
}

async function missing(
  keyRequests: KeyRequests,
  seed: KeyRequestSeed,
): Promise<KeyRequestSeed> {
  const known = await keyRequests.list();
  return seed.filter(
    ({ justification }) =>
      !known.some(request => request.justification === justification),
  );
}
