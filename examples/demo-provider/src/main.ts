import { parseArgs } from 'node:util';
import { startDemoProvider } from './startDemoProvider.ts';

async function main() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: {
        type: 'string',
        default: process.env.DEMO_PROVIDER_PORT ?? '7010',
      },
      'first-byte-delay-ms': { type: 'string', default: '150' },
      'chunk-delay-ms': { type: 'string', default: '20' },
      inspect: { type: 'boolean', default: false },
    },
  });
  const provider = await startDemoProvider({
    host: values.host,
    port: Number(values.port),
    // Not an option, as every user of a machine can read its command lines.
    credential: process.env.DEMO_PROVIDER_CREDENTIAL,
    firstByteDelayMs: Number(values['first-byte-delay-ms']),
    chunkDelayMs: Number(values['chunk-delay-ms']),
    inspect: values.inspect,
  });
  process.stdout.write(`The demo provider listens on ${provider.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void provider.stop());
  }
}

main().catch(error => {
  process.stderr.write(`The demo provider cannot start: ${error.message}\n`);
  process.exitCode = 1;
});
