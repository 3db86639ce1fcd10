'use strict';

const fs = require('fs');
const { join } = require('path');
const { ensureAppBuilt } = require('./buildApp.cjs');
const { ensureInstalled } = require('./install.cjs');
const { ROOT } = require('./paths.cjs');
const { startPortal } = require('./portal.cjs');
const { elapsed, step } = require('./progress.cjs');
const { refuseRunningPortal, rememberPortal } = require('./runningPortal.cjs');
const { ensureToolchain } = require('./toolchain.cjs');

/** Sets up what is missing, starts the portal and stays until it ends. */
async function start() {
  const startedAt = Date.now();
  console.log('\nAI Foundation');
  const env = await ensureToolchain();
  await ensureInstalled(env);
  await ensureAppBuilt(env);

  const hasRealProvider = Boolean(process.env.OPENAI_API_KEY);
  await refuseRunningPortal();
  const portal = await step('Starting the portal', () =>
    startPortal({
      env,
      port: Number(process.env.PORT) || undefined,
      providerPort: hasRealProvider
        ? 0
        : Number(process.env.DEMO_PROVIDER_PORT) || undefined,
      configs: [
        ...(hasRealProvider ? ['app-config.openai.yaml'] : []),
        ...['app-config.local.yaml'].filter(name =>
          fs.existsSync(join(ROOT, name)),
        ),
      ],
    }),
  );
  rememberPortal(portal.url);
  console.log(welcome(portal, hasRealProvider, elapsed(startedAt)));

  throw new Error(`The portal ended. ${await portal.died}`);
}

function welcome({ url, log }, hasRealProvider, time) {
  return `
  Ready after ${time}:  ${url}

  1. Sign in as Jonas Lindqvist, an engineer of the example company.
  2. Read and acknowledge the policy, get a key, and run the lines that the page shows.
  3. See the request, its cost and the team's total. Then sign in as Sofia Marino (operations).

  Models: ${
    hasRealProvider
      ? 'the real provider, with OPENAI_API_KEY; its answers cost real money'
      : 'a demo provider on this machine; with OPENAI_API_KEY set, the real one'
  }
  Log:    ${log}
  Ctrl-C stops everything and keeps the data; npm run reset starts over.
`;
}

module.exports = { start };
