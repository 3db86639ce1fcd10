import { Ceilings } from '../governance/ceilings/createCeilings';
import { Actor } from '../kernel/AuditTrail';
import { DemoSeed } from './readDemoSeed';

const DAY_MS = 86_400_000;

/** Sets the ceilings that are not there yet, and asks for the raises that wait on them. */
export async function seedCeilings(
  { ceilings, raises }: Ceilings,
  seed: DemoSeed['ceilings'],
  nowMs: number,
): Promise<void> {
  for (const { setBy, raiseRequest, ...choice } of seed) {
    if (!(await ceilings.has(choice.scope))) {
      const ceiling = await ceilings.set(demo(setBy), choice);
      if (raiseRequest) {
        await raises.request(demo(raiseRequest.requestedBy), ceiling, {
          amountUsd: raiseRequest.amountUsd,
          untilMs: nowMs + raiseRequest.days * DAY_MS,
          reason: raiseRequest.reason,
        });
      }
    }
  }
}

function demo(userRef: string): Actor {
  return { userRef, origin: 'demo' };
}
