import { generate } from './generate.ts';
import type { LoadOrder } from './types.ts';

// The load generator: a process of its own, which is sent orders.
process.on('message', async (order: LoadOrder | string) => {
  if (typeof order === 'string') {
    return;
  }
  process.send!({ result: await generate(order) });
});
