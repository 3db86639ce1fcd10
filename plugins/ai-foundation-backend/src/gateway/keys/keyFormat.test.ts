import fc from 'fast-check';
import { createKeySecret, parseKeySecret, sha256OfSecret } from './keyFormat';

describe('createKeySecret', () => {
  it('makes keys of one shape, with 256 random bits', () => {
    const keys = Array.from({ length: 500 }, createKeySecret);
    for (const { id, secret, whole } of keys) {
      expect(whole).toMatch(/^aif_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
      expect(whole).toContain(`${id}_${secret}`);
    }
    expect(new Set(keys.map(({ id }) => id)).size).toBe(500);
    expect(new Set(keys.map(({ secret }) => secret)).size).toBe(500);
  });
});

describe('parseKeySecret', () => {
  it('gives back what was made', () => {
    const { id, secret, whole } = createKeySecret();
    expect(parseKeySecret(whole)).toEqual({ id, secret });
  });

  it('knows a published key, so that the format stays what it is', () => {
    const whole =
      'aif_AAAAAAAAAAAA_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG34v6o4';
    expect(parseKeySecret(whole)).toEqual({
      id: 'AAAAAAAAAAAA',
      secret: '0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
    });
  });

  it('refuses a key with one character changed, anywhere', () => {
    const { whole } = createKeySecret();
    fc.assert(
      fc.property(
        fc.nat({ max: whole.length - 1 }),
        fc.constantFrom(...'0aZ_- é\n'),
        (index, character) => {
          fc.pre(whole[index] !== character);
          expect(
            parseKeySecret(
              whole.slice(0, index) + character + whole.slice(index + 1),
            ),
          ).toBeUndefined();
        },
      ),
    );
  });

  it.each([
    ['nothing', ''],
    ['a key of another house', 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789'],
    ['a key without its checksum', createKeySecret().whole.slice(0, -6)],
    ['a key with a line break', `${createKeySecret().whole}\n`],
    ['a key with something behind it', `${createKeySecret().whole}0`],
    ['a key in upper case', createKeySecret().whole.toUpperCase()],
  ])('refuses %s', (_, text) => {
    expect(parseKeySecret(text)).toBeUndefined();
  });
});

describe('sha256OfSecret', () => {
  it('is the SHA-256 of the secret, not of the whole key', () => {
    expect(sha256OfSecret('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
