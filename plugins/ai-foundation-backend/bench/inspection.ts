import { mockServices } from '@backstage/backend-test-utils';
import { ExternalInspectors } from '../src/gateway/inspection/ExternalInspectors';
import { PromptInspector } from '../src/gateway/inspection/PromptInspector';

/*
 * What the inspection of a prompt costs, in CPU time of the process: ordinary
 * prompts, some with findings, and some written to be expensive. For the last
 * ones it also tells the longest work in one go, with no turn for others.
 */

const KB = 1024;
const PROSE =
  'Please summarise the following note: on 12 March 2026 we moved 4,711 parcels from Oslo to Bergen (terminal 3), 17 of which were late. See https://norrvik.no/status?id=4711 for details. ';
const CODE =
  'export async function find(id: string) {\n  const rows = await db.query("SELECT * FROM shipments WHERE created_at > 1700000000000", [id]);\n  return rows[0] && { ...rows[0], weight: rows[0].weight_g / 1000 };\n}\n@Injectable()\n';
const FINDINGS =
  ' glpat-aZ3kQ9xW7cV5bN1mL8pR ola@norrvik.no 4111 1111 1111 1111';
const HOSTILE = [
  '15108695089 ',
  '536-90-4398 ',
  '+47 22 34 56 7 ',
  'NO93 8601 1117 948 ',
  '1234 5678 9012 3456 7890 ',
  'a@b.co ',
  'ghs_1_',
  'xoxb-a-',
  'mongodb://a:b@',
  'sk-proj-T3BlbkFJ',
  'hvs.',
];

const prompts = new PromptInspector({
  config: {
    maxTextLength: 4 * KB * KB,
    maxWorkMs: 1_000,
    phoneCountries: [],
  },
  external: new ExternalInspectors(),
  clock: Date.now,
  logger: mockServices.rootLogger(),
});

function inspect(text: string) {
  return prompts.inspect(
    {
      request: {
        model: 'm',
        stream: false,
        body: { messages: [{ role: 'user', content: text }] },
        bodyBytes: text.length,
        maxOutputTokens: undefined,
        choices: 1,
        unboundedInput: false,
        extraInputTokens: 0,
        extraOutputTokens: 0,
        unpriced: undefined,
      },
      dialect: 'openai',
      model: 'aimodel:default/m',
      tier: 'internal',
    },
    [
      { id: 'D5', control: 'inspection.secrets', terms: { mode: 'block' } },
      {
        id: 'D8',
        control: 'inspection.personal-data',
        terms: { mode: 'redact' },
      },
    ],
  );
}

function filled(piece: string, length: number, end = ''): string {
  return (
    piece
      .repeat(Math.ceil(length / piece.length))
      .slice(0, length - end.length) + end
  );
}

/** What this thread has worked, so that others on the machine do not count. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

async function measure(name: string, text: string, runs: number) {
  for (let run = 0; run < Math.max(runs / 5, 1); run += 1) {
    await inspect(text);
  }
  let isRunning = true;
  let longestMs = 0;
  let lastMs = workedMs();
  const watch = () => {
    longestMs = Math.max(longestMs, workedMs() - lastMs);
    lastMs = workedMs();
    if (isRunning) {
      setImmediate(watch);
    }
  };
  if (runs === 1) {
    watch();
  }
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    await inspect(text);
  }
  const { user, system } = process.cpuUsage(before);
  isRunning = false;
  process.stdout.write(
    `${name.padEnd(36)} ${((user + system) / runs / 1_000).toFixed(3)} ms${
      runs === 1 ? `, ${longestMs.toFixed(1)} ms at most at a time` : ''
    }\n`,
  );
}

async function main() {
  for (const kilobytes of [1, 10, 100, 1_024]) {
    const length = kilobytes * KB;
    const runs = Math.ceil(5_000 / kilobytes) + 10;
    await measure(`prose, ${kilobytes} KB`, filled(PROSE, length), runs);
    await measure(`code, ${kilobytes} KB`, filled(CODE, length), runs);
    await measure(
      `prose with findings, ${kilobytes} KB`,
      filled(PROSE, length, FINDINGS),
      runs,
    );
  }
  for (const piece of HOSTILE) {
    await measure(`hostile, 1024 KB of ${piece}`, filled(piece, KB * KB), 1);
  }
}

void main();
