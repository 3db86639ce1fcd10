import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { SecureContextOptions } from 'node:tls';
import { ListenConfig } from '../../kernel/config/listenConfig';

/** How often the files are looked at. */
const LOOK_INTERVAL_MS = 2_000;

type Tls = NonNullable<ListenConfig['tls']>;

/**
 * Certificate and key as text, read from their files where they are names.
 *
 * @throws Error where they are no pair, as in the middle of a renewal.
 */
export function readTls(tls: Tls): SecureContextOptions {
  const cert = pemOf(tls.cert);
  const key = pemOf(tls.key);
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new Error('The certificate is not of this key');
  }
  return { cert, key };
}

/** Calls back when a file of them has changed; answers what ends that. */
export function watchTls({ cert, key }: Tls, onChange: () => void): () => void {
  const files = [cert, key].filter(text => !isPem(text));
  for (const file of files) {
    watchFile(
      file,
      { interval: LOOK_INTERVAL_MS, persistent: false },
      onChange,
    );
  }
  return () => files.forEach(file => unwatchFile(file, onChange));
}

function pemOf(text: string): string {
  return isPem(text) ? text : readFileSync(text, 'utf8');
}

function isPem(text: string): boolean {
  return text.trimStart().startsWith('-----BEGIN');
}
