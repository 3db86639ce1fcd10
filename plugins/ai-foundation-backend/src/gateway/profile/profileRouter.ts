import { DiscoveryService } from '@backstage/backend-plugin-api';
import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Governance } from '../../governance/createGovernance';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
import { optionalInstant } from '../../kernel/instant';
import { teamsOf } from '../../kernel/TeamAccess';

/** Who the caller is, what is due, and where the data plane is. */
export function profileRouter(
  kernel: Kernel,
  governance: Governance,
  discovery: DiscoveryService,
): Router {
  const { catalogView, config, httpAuth, teamAccess } = kernel;
  const router = PromiseRouter();

  implementRoute(router, api.getProfile, httpAuth, async ({ credentials }) => {
    const caller = await teamAccess.caller(credentials);
    const snapshot = await catalogView.current();
    const teams = teamsOf(caller, snapshot);
    const teamRefs = new Set(teams.map(({ ref }) => ref));
    const aup = await governance.aup.currentIfAny();
    const standing = await governance.acknowledgements.standingOf(
      caller.userRef,
    );
    const baseUrl = await discovery.getExternalBaseUrl('ai-foundation');
    return {
      userRef: caller.userRef,
      name: caller.name,
      teams: teams.map(({ ref, title }) => ({ ref, title })),
      applications: [...snapshot.applications.values()]
        .filter(({ teamRef }) => teamRefs.has(teamRef))
        .map(({ ref, title, teamRef }) => ({ ref, title, teamRef })),
      aup: {
        currentVersion: aup?.version,
        state: aup && standing.state,
        acknowledgedAt: optionalInstant(
          standing.acknowledgement?.acknowledgedAtMs,
        ),
      },
      demo: config.demo,
      gateway: { openai: `${config.gateway.publicUrl ?? baseUrl}/openai/v1` },
    };
  });

  return router;
}
