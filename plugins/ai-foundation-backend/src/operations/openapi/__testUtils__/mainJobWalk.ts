import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ADA,
  GIL,
  ROCKETS,
  SAM,
  SWIFT,
} from '../../../__testUtils__/exampleCompany';
import { requestRow, rollupRow } from '../../__testUtils__/ledgerRows';
import { Walk } from './Walk';

/** From a policy to a key, a request and what it cost. */
export const mainJobWalk: Walk = async (ask, bench) => {
  const version = '1.0';
  const sha256 = await bench.publish(version);
  await ask(ADA, api.getCurrentAup);
  await ask(ADA, api.acknowledgeAup, {
    params: { version },
    body: { sha256 },
  });
  await ask(ADA, api.getAupVersion, { params: { version } });
  await ask(ADA, api.listAupVersions);
  await ask(ADA, api.getTeamAcknowledgements, { query: { team: ROCKETS } });
  await ask(ADA, api.getProfile);
  await ask(ADA, api.getInbox);

  await ask(ADA, api.listTiers);
  const { items: models } = await ask(GIL, api.listModels);
  const swift = models.find(({ ref }) => ref === SWIFT)!;
  await ask(SAM, api.decideModel, {
    params: { namespace: 'default', name: 'swift' },
    body: {
      decision: 'approved',
      governedSha256: swift.governedSha256,
      reason: 'The working group agreed.',
    },
  });
  await ask(GIL, api.setCeiling, {
    body: {
      scope: { kind: 'organisation' },
      amountUsd: '1000',
      reason: 'The budget of the year.',
    },
  });
  await ask(ADA, api.listCeilings);

  const keyRequest = {
    owner: ROCKETS,
    purpose: 'coding',
    models: [SWIFT],
    tier: 'internal',
  };
  await ask(ADA, api.checkKeyRequest, { body: keyRequest });
  const { key } = await ask(ADA, api.issueKey, { body: keyRequest });
  await ask(ADA, api.listKeys);

  const gateway = await bench.knex('gateway_instances').first('id');
  const nowMs = Date.now();
  const subject = {
    key_id: key.id,
    team_ref: ROCKETS,
    model_ref: SWIFT,
    arrived_at_ms: nowMs,
  };
  await bench.knex('requests').insert([
    requestRow('r1', {
      ...subject,
      usage: JSON.stringify({
        input: 12,
        cachedInput: 0,
        cacheWrite: 0,
        cacheWrite1h: 0,
        inputAudio: 0,
        output: 34,
        reasoning: 0,
        outputAudio: 0,
      }),
      raw_usage: JSON.stringify({ prompt_tokens: 12 }),
    }),
    requestRow('r2', {
      ...subject,
      state: 'admitted',
      // It runs in this very gateway, so that the sweep leaves it alone.
      instance_id: gateway.id,
      hold_expires_at_ms: nowMs + 3_600_000,
    }),
  ]);
  await bench.knex('cost_rollups').insert(
    rollupRow(new Date(nowMs - (nowMs % 3_600_000)).toISOString(), {
      key_id: key.id,
      team_ref: ROCKETS,
      model_ref: SWIFT,
      requests: 1,
      cost_pico_usd: '1234567',
    }),
  );
  const { nextCursor } = await ask(ADA, api.listRequests, {
    query: { limit: 1 },
  });
  await ask(ADA, api.listRequests, { query: { cursor: nextCursor } });
  await ask(ADA, api.getRequest, { params: { id: 'r1' } });
  const { total } = await ask(ADA, api.getCosts, {
    query: { groupBy: ['day', 'team'] },
  });
  expect(total.costPicoUsd).toBe('1234567');
  await ask(ADA, api.listTeams);
  const team = await ask(ADA, api.getTeam, {
    params: { namespace: 'default', name: 'rockets' },
  });
  expect(team).toMatchObject({
    members: 2,
    acknowledged: 1,
    activeKeys: 1,
    month: { requests: 1 },
  });
  await ask(ADA, api.revokeKey, { params: { id: key.id } });
  await ask(ADA, api.getOpenApiDocument);
};
