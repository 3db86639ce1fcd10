import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/*
 * A key reads `aif_<id>_<secret><checksum>`:
 *   id        12 characters, public: logs and pages show it
 *   secret    43 characters, 256 random bits; only its SHA-256 is stored
 *   checksum   6 characters, CRC-32 of everything before it
 * all in base 62. The prefix lets scanners find a leaked key, and the checksum
 * lets them, and us, tell a key from a look-alike without asking a database.
 */

const PREFIX = 'aif';
const ALPHABET =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const FORMAT = new RegExp(
  `^${PREFIX}_([0-9A-Za-z]{${ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

export interface KeyParts {
  id: string;
  secret: string;
}

/**
 * A new secret of a key: its parts, and the whole as its holder gets it.
 *
 * @param id - of the key that gets it; a new one where there is none.
 */
export function createKeySecret(
  id: string = createKeyId(),
): KeyParts & { whole: string } {
  const secret = base62(randomBytes(32)).padStart(SECRET_LENGTH, '0');
  const body = `${PREFIX}_${id}_${secret}`;
  return { id, secret, whole: body + checksumOf(body) };
}

/** The parts of a key, or `undefined` where the text is none, or is damaged. */
export function parseKeySecret(text: string): KeyParts | undefined {
  const match = FORMAT.exec(text);
  if (!match) {
    return undefined;
  }
  const [, id, secret, checksum] = match;
  return checksumOf(`${PREFIX}_${id}_${secret}`) === checksum
    ? { id, secret }
    : undefined;
}

/** What is stored of a secret, hex. */
export function sha256OfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function createKeyId(): string {
  return base62(randomBytes(16)).padStart(ID_LENGTH, '0').slice(-ID_LENGTH);
}

function checksumOf(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes).padStart(CHECKSUM_LENGTH, '0');
}

function base62(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (rest > 0n) {
    text = ALPHABET[Number(rest % 62n)] + text;
    rest /= 62n;
  }
  return text;
}
