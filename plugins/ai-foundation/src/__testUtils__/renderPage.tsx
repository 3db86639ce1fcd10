import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { SWRConfig } from 'swr';
import { AiFoundationApi, aiFoundationApiRef } from '../api/aiFoundationApiRef';
import {
  costsRouteRef,
  gatewayRouteRef,
  governanceRouteRef,
  homeRouteRef,
  modelsRouteRef,
  policyRouteRef,
  requestsRouteRef,
  rootRouteRef,
  simulatorRouteRef,
  teamsRouteRef,
} from '../routes';

const PEOPLE = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'ada', namespace: 'default' },
    spec: { profile: { displayName: 'Ada Byron' } },
  },
];

function Address() {
  const { pathname, search } = useLocation();
  return <span data-testid="address">{pathname + search}</span>;
}

/** Renders a page of the plugin at an address, with a control plane of one's own. */
export function renderPage(
  page: ReactElement,
  options: {
    api: AiFoundationApi;
    at?: string;
    mountPath?: string;
    deny?: string[];
  },
) {
  const { api, deny = [] } = options;
  return renderInTestApp(
    // Backstage keeps the answers to permissions in a cache that outlives a test.
    <SWRConfig value={{ provider: () => new Map() }}>
      {page}
      <Address />
    </SWRConfig>,
    {
      apis: [
        [aiFoundationApiRef, api],
        catalogApiMock({ entities: PEOPLE }),
        mockApis.permission({
          authorize: ({ permission }) =>
            deny.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
      mountPath: options.mountPath,
      initialRouteEntries: [options.at ?? '/'],
      mountedRoutes: {
        '/ai-foundation': rootRouteRef,
        '/ai-foundation/home': homeRouteRef,
        '/ai-foundation/models': modelsRouteRef,
        '/ai-foundation/policy': policyRouteRef,
        '/ai-foundation/teams': teamsRouteRef,
        '/ai-foundation/costs': costsRouteRef,
        '/ai-foundation/requests': requestsRouteRef,
        '/ai-foundation/simulator': simulatorRouteRef,
        '/ai-foundation/gateway': gatewayRouteRef,
        '/ai-foundation/governance': governanceRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}
