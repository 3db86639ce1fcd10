import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ADA, EVE, GIL, ROCKETS } from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** A ceiling that slows down and stops, a raise of it, and the proof that it works. */
export const ceilingsWalk: Walk = async (ask, bench) => {
  const ceiling = await ask(GIL, api.setCeiling, {
    body: {
      scope: { kind: 'team', ref: ROCKETS },
      amountUsd: '100',
      window: 'week',
      timeZone: 'Europe/Oslo',
      thresholds: [
        { response: 'alert', percent: 70, recipients: [ROCKETS] },
        {
          response: 'throttle',
          percent: 90,
          requestsPerMinute: 10,
          recipients: [ADA],
        },
        { response: 'stop', percent: 100, recipients: [ADA] },
      ],
      reason: 'The budget of the week.',
    },
  });
  const params = { id: ceiling.id };
  const raise = await ask(ADA, api.requestCeilingRaise, {
    params,
    body: {
      amountUsd: '150',
      until: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'A demonstration.',
    },
  });
  await ask(ADA, api.listCeilingRaises);
  await ask(EVE, api.decideCeilingRaise, {
    params: { id: raise.id },
    body: { decision: 'approved', reason: 'Once.' },
  });

  const drill = await ask(GIL, api.runCeilingDrill, {
    body: { ceilingId: ceiling.id },
  });
  expect(drill.verdict).toBe('passed');
  await ask(GIL, api.listCeilingDrills);
  await ask(GIL, api.getCeilingDrill, { params: { id: drill.id } });

  await bench.knex('ceiling_spend').where('ceiling_id', ceiling.id).update({
    committed_pico_usd: '149000000000000',
  });
  await bench.runJob('ceilings.evaluate');
  const { items: events } = await ask(ADA, api.listCeilingEvents);
  await ask(ADA, api.acknowledgeCeilingEvent, {
    params: { id: events[0].id },
  });
  await ask(ADA, api.listCeilings, { query: { team: ROCKETS } });
  await ask(ADA, api.listCeilingChanges, { params });
  await ask(GIL, api.removeCeiling, {
    params,
    body: { reason: 'The team ends.' },
  });
};
