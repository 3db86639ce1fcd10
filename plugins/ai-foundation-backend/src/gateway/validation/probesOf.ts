import { Dialect } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { Asked } from './ask';
import { probeBody } from './bodies';
import { Expected } from './expectation';
import { ProbeSecrets } from './ProbeKeys';
import { RouteToProbe, routesToProbe } from './routesToProbe';

/** One way into the gateway that must be closed. */
export interface Probe extends Expected {
  asked: Asked;
  /** Whether the key is one that the gateway knows, so that its ledger has a row. */
  isIdentified: boolean;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Below a dialect's prefix: what providers have and the gateway does not serve, and ways to write a path otherwise. */
const UNKNOWN_PATHS = [
  '',
  '/',
  '/v1/files',
  '/v1/batches',
  '/v1/messages/batches',
  '/v1/fine_tuning/jobs',
  '/v1/realtime',
  '/v1beta/files',
  '/health',
  '/../keys',
];

const MALFORMED_KEY = 'aif_not-a-key';

/** Everything that is tried at one dialect, by every route that it has. */
export function probesOf(dialect: Dialect, secrets: ProbeSecrets): Probe[] {
  const routes = routesToProbe(dialect);
  return [
    ...routes.flatMap(route => [
      ...keyProbes(route, secrets),
      ...methodProbes(route, routes),
      ...disguiseProbes(route),
    ]),
    ...UNKNOWN_PATHS.map(path => unknownPath(dialect, path)),
    upgrade(dialect),
  ];
}

function keyProbes(route: RouteToProbe, secrets: ProbeSecrets): Probe[] {
  const withKey = (key: string) => ({ authorization: `Bearer ${key}` });
  return [
    refusal('no-key', route, {}, 'missing_api_key'),
    refusal('malformed-key', route, withKey(MALFORMED_KEY), 'invalid_api_key'),
    refusal('unknown-key', route, withKey(secrets.unknown), 'invalid_api_key'),
    refusal('revoked-key', route, withKey(secrets.revoked), 'key_revoked'),
    refusal('expired-key', route, withKey(secrets.expired), 'key_expired'),
    refusal(
      'key-in-other-header',
      route,
      { 'x-api-key': secrets.revoked },
      'key_revoked',
    ),
    // A portal's own sign-in is no key.
    refusal(
      'portal-cookie',
      route,
      { cookie: 'backstage-auth=probe' },
      'missing_api_key',
    ),
    {
      ...refusal('key-in-query', route, {}, 'key_in_query'),
      asked: {
        method: route.method,
        path: `${route.path}?key=${secrets.unknown}`,
        body: bodyOf(route),
      },
    },
  ];
}

function refusal(
  check: string,
  route: RouteToProbe,
  headers: Record<string, string>,
  code: string,
): Probe {
  return {
    check,
    subject: `${route.method} ${route.path}`,
    expected: [{ status: 401, code }],
    asked: {
      method: route.method,
      path: route.path,
      headers,
      body: bodyOf(route),
    },
    isIdentified: code === 'key_revoked' || code === 'key_expired',
  };
}

function bodyOf({ method }: RouteToProbe): unknown {
  return method === 'GET' ? undefined : probeBody('a-model');
}

/** Every method that is not registered at a path that is. */
function methodProbes(
  route: RouteToProbe,
  routes: readonly RouteToProbe[],
): Probe[] {
  const served = routes
    .filter(({ path }) => path === route.path)
    .map(({ method }) => method);
  return METHODS.filter(method => !served.includes(method)).map(method => ({
    check: 'other-method',
    subject: `${method} ${route.path}`,
    expected: [
      { status: 405 },
      { status: 404 },
      // A path may be one of another route too, which asks for a key first.
      { status: 401 },
      // A portal answers what a browser asks before a request itself, and passes nothing on.
      ...(method === 'OPTIONS' ? [{ status: 204 }] : []),
    ],
    asked: { method, path: route.path },
    isIdentified: false,
  }));
}

/** The path of a route, written so that a filter in front may not know it. */
function disguiseProbes({ method, path }: RouteToProbe): Probe[] {
  const last = path.lastIndexOf('/') + 1;
  const disguises = [
    `${path}/`,
    `/${path}`,
    path.toLocaleUpperCase('en-US'),
    `${path.slice(0, last)}%${path.charCodeAt(last).toString(16)}${path.slice(
      last + 1,
    )}`,
  ];
  return disguises.map(disguise => ({
    check: 'disguised-path',
    subject: `${method} ${disguise}`,
    expected: [{ status: 401 }, { status: 404 }, { status: 405 }],
    asked: {
      method,
      path: disguise,
      body: method === 'GET' ? undefined : probeBody('a-model'),
    },
    isIdentified: false,
  }));
}

function unknownPath({ prefix }: Dialect, path: string): Probe {
  return {
    check: 'unknown-path',
    subject: `POST ${prefix}${path}`,
    expected: [{ status: 404 }, { status: 401 }],
    asked: { method: 'POST', path: prefix + path, body: probeBody('a-model') },
    isIdentified: false,
  };
}

function upgrade({ prefix }: Dialect): Probe {
  return {
    check: 'websocket',
    subject: `GET ${prefix}/v1/realtime, upgraded`,
    expected: [{ status: 404 }, { status: 401 }, { status: 405 }],
    // What else of a portal takes upgrades may leave the connection alone.
    orSilence: true,
    asked: {
      method: 'GET',
      timeoutMs: 1_000,
      path: `${prefix}/v1/realtime`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    },
    isIdentified: false,
  };
}
