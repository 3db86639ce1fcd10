import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A text that only the key of this id opens. */
export interface Sealed {
  keyId: string;
  /** Nonce, ciphertext and tag, one after the other. */
  bytes: Buffer;
}

/**
 * Encrypts with the first of its keys and decrypts with any. What it seals is
 * bound to a place, so that it opens nowhere else.
 */
export class ContentCipher {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;

  /** @param keys - of 32 bytes, the one in use first. */
  constructor(keys: readonly Buffer[]) {
    const entries = keys.map(key => [keyIdOf(key), key] as const);
    this.#keys = new Map(entries);
    this.#current = entries[0][0];
  }

  seal(text: Buffer, place: string): Sealed {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keyOf(this.#current), nonce);
    cipher.setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return {
      keyId: this.#current,
      bytes: Buffer.concat([nonce, sealed, cipher.getAuthTag()]),
    };
  }

  /** @throws Error where the key is not here, or anything was changed. */
  open({ keyId, bytes }: Sealed, place: string): Buffer {
    const decipher = createDecipheriv(
      ALGORITHM,
      this.#keyOf(keyId),
      bytes.subarray(0, NONCE_BYTES),
      { authTagLength: TAG_BYTES },
    );
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]);
  }

  #keyOf(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) {
      throw new Error(`The encryption key ${id} is not in the configuration`);
    }
    return key;
  }
}

/** Says which key it is, and nothing about it. */
function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
