import fc from 'fast-check';
import { removeTopLevelKey } from './removeTopLevelKey';

describe('removeTopLevelKey', () => {
  it.each([
    ['at the end', '{"a":1,"usage":null}', '{"a":1}'],
    ['at the start', '{"usage":null,"a":1}', '{"a":1}'],
    [
      'in the middle',
      '{"a":1,"usage":{"x":[1,{"y":"}"}]},"b":2}',
      '{"a":1,"b":2}',
    ],
    ['alone', '{"usage":null}', '{}'],
    ['with blanks', '{ "a": 1 , "usage" : null }', '{ "a": 1 }'],
    ['as a value only', '{"a":"usage","b":2}', '{"a":"usage","b":2}'],
    ['further down only', '{"a":{"usage":1}}', '{"a":{"usage":1}}'],
    ['in text only', '{"a":"\\"usage\\":null,"}', '{"a":"\\"usage\\":null,"}'],
  ])('takes out the key %s', (_, json, expected) => {
    expect(removeTopLevelKey(json, 'usage')).toBe(expected);
  });

  it('leaves what parsing and deleting would leave', () => {
    const object = fc.dictionary(
      fc.oneof(fc.constant('usage'), fc.string()),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, 2), (value, indent) => {
        const expected = { ...value };
        delete expected.usage;
        const text = JSON.stringify(value, undefined, indent);
        expect(JSON.parse(removeTopLevelKey(text, 'usage'))).toEqual(
          JSON.parse(JSON.stringify(expected)),
        );
      }),
    );
  });
});
