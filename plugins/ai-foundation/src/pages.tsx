import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiShieldCheckLine } from '@remixicon/react';
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
} from './routes';

const TITLE = 'AI Foundation';

const page = PageBlueprint.make({
  params: {
    path: '/ai-foundation',
    routeRef: rootRouteRef,
    title: TITLE,
    icon: <RiShieldCheckLine />,
  },
});

const home = SubPageBlueprint.make({
  name: 'home',
  params: {
    path: 'home',
    title: 'Home',
    routeRef: homeRouteRef,
    loader: () => import('./components/HomePage').then(m => <m.HomePage />),
  },
});

const models = SubPageBlueprint.make({
  name: 'models',
  params: {
    path: 'models',
    title: 'Models',
    routeRef: modelsRouteRef,
    loader: () =>
      import('./components/ModelsPage').then(m => <m.ModelRoutes />),
  },
});

const policy = SubPageBlueprint.make({
  name: 'policy',
  params: {
    path: 'policy',
    title: 'Policy',
    routeRef: policyRouteRef,
    loader: () =>
      import('./components/PolicyPage').then(m => <m.PolicyRoutes />),
  },
});

const teams = SubPageBlueprint.make({
  name: 'teams',
  params: {
    path: 'teams',
    title: 'Teams',
    routeRef: teamsRouteRef,
    loader: () => import('./components/TeamsPage').then(m => <m.TeamRoutes />),
  },
});

const costs = SubPageBlueprint.make({
  name: 'costs',
  params: {
    path: 'costs',
    title: 'Costs',
    routeRef: costsRouteRef,
    loader: () => import('./components/CostsPage').then(m => <m.CostsPage />),
  },
});

const requests = SubPageBlueprint.make({
  name: 'requests',
  params: {
    path: 'requests',
    title: 'Requests',
    routeRef: requestsRouteRef,
    loader: () =>
      import('./components/RequestsPage').then(m => <m.RequestRoutes />),
  },
});

const simulator = SubPageBlueprint.make({
  name: 'simulator',
  params: {
    path: 'simulator',
    title: 'Simulator',
    routeRef: simulatorRouteRef,
    loader: () =>
      import('./components/SimulatorPage').then(m => <m.SimulatorPage />),
  },
});

const gateway = SubPageBlueprint.make({
  name: 'gateway',
  params: {
    path: 'gateway',
    title: 'Gateway',
    routeRef: gatewayRouteRef,
    loader: () =>
      import('./components/GatewayPage').then(m => <m.GatewayRoutes />),
  },
});

const governance = SubPageBlueprint.make({
  name: 'governance',
  params: {
    path: 'governance',
    title: 'Governance',
    routeRef: governanceRouteRef,
    loader: () =>
      import('./components/GovernancePage').then(m => <m.GovernanceRoutes />),
  },
});

/*
 * A page beside the tabs: getting a key is one task, and the portal lists
 * only pages with a route ref of their own in its sidebar.
 */
const newKey = PageBlueprint.make({
  name: 'new-key',
  params: {
    path: '/ai-foundation/keys/new',
    title: TITLE,
    loader: () => import('./components/NewKeyPage').then(m => <m.NewKeyPage />),
  },
});

/* Beside the tabs as well: whoever reports a use does this one thing. */
const reportUsage = PageBlueprint.make({
  name: 'report-usage',
  params: {
    path: '/ai-foundation/usage/report',
    title: TITLE,
    loader: () =>
      import('./components/ReportUsagePage').then(m => <m.ReportUsagePage />),
  },
});

/** The pages, in the order of their tabs. */
export const pages = [
  page,
  home,
  models,
  policy,
  teams,
  costs,
  requests,
  simulator,
  gateway,
  governance,
  newKey,
  reportUsage,
];
