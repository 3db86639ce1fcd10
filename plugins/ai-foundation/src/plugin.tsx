import { AiFoundationClient } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
import { aiFoundationApiRef } from './api/aiFoundationApiRef';
import { entityExtensions } from './entityExtensions';
import { pages } from './pages';
import {
  costsRouteRef,
  gatewayRouteRef,
  governanceRouteRef,
  homeRouteRef,
  modelsRouteRef,
  newKeyRouteRef,
  policyRouteRef,
  reportUsageRouteRef,
  requestRouteRef,
  requestsRouteRef,
  rootRouteRef,
  simulatorRouteRef,
  teamRouteRef,
  teamsRouteRef,
} from './routes';

const client = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: aiFoundationApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AiFoundationClient(deps),
    }),
});

/**
 * The pages of AI Foundation, its tabs and cards on entity pages.
 *
 * @public
 */
export const aiFoundationPlugin = createFrontendPlugin({
  pluginId: 'ai-foundation',
  title: 'AI Foundation',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    home: homeRouteRef,
    models: modelsRouteRef,
    policy: policyRouteRef,
    teams: teamsRouteRef,
    team: teamRouteRef,
    costs: costsRouteRef,
    requests: requestsRouteRef,
    request: requestRouteRef,
    simulator: simulatorRouteRef,
    gateway: gatewayRouteRef,
    governance: governanceRouteRef,
    newKey: newKeyRouteRef,
    reportUsage: reportUsageRouteRef,
  },
  extensions: [client, ...pages, ...entityExtensions],
});
