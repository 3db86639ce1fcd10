import { randomBytes } from 'node:crypto';
import { ContentCipher } from './ContentCipher';

const text = Buffer.from('What is said here stays here');

describe('ContentCipher', () => {
  it('opens what it has sealed', () => {
    const cipher = new ContentCipher([randomBytes(32)]);
    expect(cipher.open(cipher.seal(text, 'r1 prompt'), 'r1 prompt')).toEqual(
      text,
    );
  });

  it('seals the same text differently each time', () => {
    const cipher = new ContentCipher([randomBytes(32)]);
    expect(cipher.seal(text, 'r1').bytes).not.toEqual(
      cipher.seal(text, 'r1').bytes,
    );
  });

  it('opens what an earlier key has sealed', () => {
    const [earlier, now] = [randomBytes(32), randomBytes(32)];
    const sealed = new ContentCipher([earlier]).seal(text, 'r1');
    expect(new ContentCipher([now, earlier]).open(sealed, 'r1')).toEqual(text);
  });

  it('opens nothing with another key, elsewhere, or changed', () => {
    const key = randomBytes(32);
    const cipher = new ContentCipher([key]);
    const sealed = cipher.seal(text, 'r1 prompt');
    const other = new ContentCipher([randomBytes(32)]);
    expect(() => other.open(sealed, 'r1 prompt')).toThrow(
      'is not in the configuration',
    );
    expect(() =>
      other.open({ ...sealed, keyId: other.seal(text, '').keyId }, 'r1 prompt'),
    ).toThrow();
    expect(() => cipher.open(sealed, 'r2 prompt')).toThrow();
    for (const at of [0, 15, sealed.bytes.length - 1]) {
      const bytes = Buffer.from(sealed.bytes);
      bytes[at] ^= 1;
      expect(() => cipher.open({ ...sealed, bytes }, 'r1 prompt')).toThrow();
    }
  });
});
