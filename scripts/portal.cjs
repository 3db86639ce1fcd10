'use strict';

const net = require('net');
const { join } = require('path');
const { isUsable } = require('./isUsable.cjs');
const { DATA, ROOT } = require('./paths.cjs');
const { launch, tail } = require('./processes.cjs');

const READY_WITHIN_MS = 180_000;
const POLL_MS = 250;
const SERVER_FLAGS = ['--require', join(__dirname, 'exitWithParent.cjs')];

/**
 * Starts the built portal and, unless a real provider is used, the demo model
 * provider beside it. Resolves when its pages can be used; `died` resolves when
 * either of them ends by itself.
 */
async function startPortal({
  env,
  port = 7007,
  providerPort = 7010,
  dataDirectory = DATA,
  configs = [],
  name = 'portal',
}) {
  await refuseTakenPort(port, 'PORT');
  const processes = [];
  if (providerPort) {
    await refuseTakenPort(providerPort, 'DEMO_PROVIDER_PORT');
    processes.push(startProvider(env, providerPort, `${name}-provider`));
  }
  const overrides = configOverrides({ port, providerPort, dataDirectory });
  processes.push(startBackend({ ...env, ...overrides }, configs, name));

  const died = Promise.race(
    processes.map(async ({ exited, log }) => {
      const { reason } = await exited;
      return `It stopped by itself (${reason}).${tail(log)}`;
    }),
  );
  const url = `http://localhost:${port}`;
  await Promise.race([
    waitUntilUsable(url),
    died.then(message => Promise.reject(new Error(message))),
  ]);
  return {
    url,
    died,
    log: processes[processes.length - 1].log,
    stop: () => Promise.all(processes.map(({ stop }) => stop())),
  };
}

function startProvider(env, port, name) {
  return launch(
    'node',
    [
      ...SERVER_FLAGS,
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      '--disable-warning=ExperimentalWarning',
      'examples/demo-provider/src/main.ts',
      `--port=${port}`,
    ],
    { name, env, isServer: true },
  );
}

function startBackend(env, configs, name) {
  return launch(
    'node',
    [
      ...SERVER_FLAGS,
      '--enable-source-maps',
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      ...['app-config.yaml', ...configs].flatMap(config => [
        '--config',
        join(ROOT, config),
      ]),
    ],
    {
      name,
      env: { NODE_ENV: 'development', ...env },
      cwd: join(ROOT, 'packages', 'backend'),
      isServer: true,
    },
  );
}

/** Configuration as Backstage reads it from the environment, as JSON. */
function configOverrides({ port, providerPort, dataDirectory }) {
  const url = `http://localhost:${port}`;
  const config = {
    app_baseUrl: url,
    backend_baseUrl: url,
    backend_listen_port: port,
    backend_database_connection_directory: dataDirectory,
    ...(providerPort && {
      aiFoundation_providers_openai_baseUrl: `http://localhost:${providerPort}/v1`,
      aiFoundation_providers_anthropic_baseUrl: `http://localhost:${providerPort}/v1`,
      aiFoundation_providers_google_baseUrl: `http://localhost:${providerPort}/v1beta`,
    }),
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `APP_CONFIG_${key}`,
      JSON.stringify(value),
    ]),
  );
}

async function waitUntilUsable(url) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await isUsable(url)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${url} is not usable after ${READY_WITHIN_MS / 1_000} s.`);
}

function refuseTakenPort(port, variable) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', () =>
      reject(
        new Error(
          `Port ${port} is taken, perhaps by a portal that already runs. Stop that program, or choose another port: ${variable}=${
            port + 100
          } npm start`,
        ),
      ),
    );
    server.listen(port, () => server.close(resolve));
  });
}

module.exports = { startPortal };
