import { ModelRequest } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Call } from '../Call';
import { PolicySnapshot } from '../policy/PolicySnapshot';
import { ContentLog } from './ContentLog';

/** Sends a request, and keeps its prompt and answer where its data tier allows it. */
export async function keepingContent(
  log: ContentLog | undefined,
  options: { call: Call; request: ModelRequest; policy: PolicySnapshot },
  send: () => Promise<void>,
): Promise<void> {
  const { call, request, policy } = options;
  const tier = policy.tiers.get(call.decision?.tier ?? '');
  if (!log || tier?.contentLogging !== 'allowed') {
    await send();
    return;
  }
  call.answerCopy = await log.keepPrompt(call.id, request);
  try {
    await send();
  } catch (error) {
    log.discard(call.id);
    throw error;
  }
  log.keepAnswer(call.id, call.answerCopy);
}
