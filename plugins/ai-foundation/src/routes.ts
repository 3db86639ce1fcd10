import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const homeRouteRef = createRouteRef();
export const modelsRouteRef = createRouteRef();
export const policyRouteRef = createRouteRef();
export const teamsRouteRef = createRouteRef();
export const costsRouteRef = createRouteRef();
export const requestsRouteRef = createRouteRef();
export const simulatorRouteRef = createRouteRef();
export const gatewayRouteRef = createRouteRef();
export const governanceRouteRef = createRouteRef();

/** The form that ends in a key; a page of its own, so that it has one task. */
export const newKeyRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/keys/new',
});

/** The form that reports a use; open to everybody. */
export const reportUsageRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/usage/report',
});

export const teamRouteRef = createSubRouteRef({
  parent: teamsRouteRef,
  path: '/:namespace/:name',
});

export const requestRouteRef = createSubRouteRef({
  parent: requestsRouteRef,
  path: '/:id',
});
