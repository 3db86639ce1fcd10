import { DiscoveryService } from '@backstage/backend-plugin-api';
import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Governance } from '../../governance/createGovernance';
import { Kernel } from '../../kernel/createKernel';
import { implementRoute } from '../../kernel/implementRoute';
import { optionalInstant } from '../../kernel/instant';
import { teamsOf } from '../../kernel/TeamAccess';
import { keyOwners } from '../keys/keyOwners';

/** Who the caller is, what is due, and where the data plane is. */
export function profileRouter(
  kernel: Kernel,
  governance: Governance,
  dataPlane: { dialects: readonly Dialect[]; discovery: DiscoveryService },
): Router {
  const { catalogView, config, httpAuth, teamAccess } = kernel;
  const router = PromiseRouter();

  implementRoute(router, api.getProfile, httpAuth, async ({ credentials }) => {
    const caller = await teamAccess.caller(credentials);
    const snapshot = await catalogView.current();
    const teams = teamsOf(caller, snapshot);
    const teamRefs = new Set(teams.map(({ ref }) => ref));
    const gatewayGroup = teamsOf(caller, {
      teams: keyOwners('validation', {
        catalog: snapshot,
        runnerRef: config.validation.ownerRef,
      }),
    }).find(({ ref }) => !teamRefs.has(ref));
    const aup = await governance.aup.currentIfAny();
    const standing = await governance.acknowledgements.standingOf(
      caller.userRef,
    );
    const baseUrl =
      config.gateway.publicUrl ??
      (await dataPlane.discovery.getExternalBaseUrl('ai-foundation'));
    return {
      userRef: caller.userRef,
      name: caller.name,
      teams: teams.map(({ ref, title }) => ({ ref, title })),
      applications: [...snapshot.applications.values()]
        .filter(({ teamRef }) => teamRefs.has(teamRef))
        .map(({ ref, title, teamRef }) => ({ ref, title, teamRef })),
      gatewayGroup: gatewayGroup && {
        ref: gatewayGroup.ref,
        title: gatewayGroup.title,
      },
      aup: {
        currentVersion: aup?.version,
        state: aup && standing.state,
        acknowledgedAt: optionalInstant(
          standing.acknowledgement?.acknowledgedAtMs,
        ),
      },
      demo: config.demo,
      gateway: Object.fromEntries(
        dataPlane.dialects.map(({ id, prefix, basePath }) => [
          id,
          baseUrl + prefix + basePath,
        ]),
      ),
    };
  });

  return router;
}
