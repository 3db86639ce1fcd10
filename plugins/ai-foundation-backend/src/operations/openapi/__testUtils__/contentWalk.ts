import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ContentCipher } from '../../../gateway/content/ContentCipher';
import { placeOf } from '../../../gateway/content/ContentLog';
import { ContentStore } from '../../../gateway/content/ContentStore';
import { CONTENT_KEY, GIL } from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** Somebody who may reads what was kept of a request. */
export const contentWalk: Walk = async (ask, bench) => {
  const cipher = new ContentCipher([Buffer.from(CONTENT_KEY, 'base64')]);
  const { keyId, bytes } = cipher.seal(
    Buffer.from('{"messages":[]}'),
    placeOf('r1', 'prompt'),
  );
  await new ContentStore(bench.knex).insert('r1', {
    keptAtMs: Date.now(),
    keyId,
    prompt: bytes,
    promptCut: false,
  });
  const content = await ask(GIL, api.getRequestContent, {
    params: { id: 'r1' },
  });
  expect(content).toMatchObject({
    prompt: '{"messages":[]}',
    promptCut: false,
  });
};
