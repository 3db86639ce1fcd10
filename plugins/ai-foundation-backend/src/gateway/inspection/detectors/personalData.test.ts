import { emailDetector } from './emailDetector';
import { ibanDetector } from './ibanDetector';
import { nationalIdDetector } from './nationalIdDetector';
import { paymentCardDetector } from './paymentCardDetector';
import { phoneDetector } from './phoneDetector';
import { Detector } from './Detector';

async function foundIn(detector: Detector, text: string): Promise<string[]> {
  const found = await detector.detect(text);
  if (found.length > 0) {
    expect(detector.suspects(text)).toBe(true);
  }
  return found.map(({ start, end }) => text.slice(start, end));
}

describe('emailDetector', () => {
  it.each([
    ['Write to ola.nordmann@norrvik.no.', ['ola.nordmann@norrvik.no']],
    ['<a@b.co>,"c+d@e-f.org"', ['a@b.co', 'c+d@e-f.org']],
    ['mailto:per@møller.no?x', ['per@møller.no']],
    ["('o'neil@x.ie')", ["o'neil@x.ie"]],
    ['x@y.no\u2028z@y.no', ['x@y.no', 'z@y.no']],
    ['git clone git@github.com:org/repo.git', []],
    ['import x from "@scope/name"; @Override', []],
    ['a@b and @ and a@ and 3@4', []],
    ['user@10.0.0.1', []],
    ['@'.repeat(100), []],
  ])('in %j finds %j', async (text, expected) => {
    expect(await foundIn(emailDetector, text)).toEqual(expected);
  });
});

describe('phoneDetector', () => {
  it.each([
    ['Call +47 22 34 56 78 now', ['+47 22 34 56 78']],
    ['+4722345678', ['+4722345678']],
    ['(+49) 30/901820', ['+49) 30/901820']],
    ['0044 20 7946 0958.', ['0044 20 7946 0958']],
    ['+1 (212) 736-5000', ['+1 (212) 736-5000']],
    ['+47 22 34 56 78 12 parcels', ['+47 22 34 56 78']],
    ['+47 22 34 56', []],
    ['+1 555 010 9999', []],
    ['22 34 56 78', []],
    ['x = 1+4722345678', []],
    ['a sum of +12 and +13', []],
  ])('in %j finds %j', async (text, expected) => {
    expect(await foundIn(phoneDetector([]), text)).toEqual(expected);
  });

  it.each([
    ['NO', 'Ring 22 34 56 78, takk', ['22 34 56 78']],
    ['GB', 'Ring 020 7946 0958', ['020 7946 0958']],
    ['NO', 'Ordre 12345', []],
  ])('knows the national form of %s in %j', async (country, text, expected) => {
    expect(await foundIn(phoneDetector([country]), text)).toEqual(expected);
  });
});

describe('ibanDetector', () => {
  it.each([
    ['to NO93 8601 1117 947 OK', ['NO93 8601 1117 947']],
    ['GB29NWBK60161331926819', ['GB29NWBK60161331926819']],
    ['de89-3704-0044-0532-0130-00', ['de89-3704-0044-0532-0130-00']],
    ['MT84MALT011000012345MTLCAST001S.', ['MT84MALT011000012345MTLCAST001S']],
    ['NO93 8601 1117 948', []],
    ['GB29NWBK601613319268190', []],
    ['XX00 1234 5678 9012', []],
    ['AB12 is a gate', []],
  ])('in %j finds %j', async (text, expected) => {
    expect(await foundIn(ibanDetector, text)).toEqual(expected);
  });
});

describe('paymentCardDetector', () => {
  it.each([
    ['card 4111 1111 1111 1111 12/27', ['4111 1111 1111 1111']],
    ['5555-5555-5555-4444', ['5555-5555-5555-4444']],
    ['378282246310005,', ['378282246310005']],
    ['12 4111111111111111', ['4111111111111111']],
    [
      '4111 1111 1111 1111 5555 5555 5555 4444',
      ['4111 1111 1111 1111', '5555 5555 5555 4444'],
    ],
    ['4111 1111 1111 1112', []],
    ['0.4111111111111111', []],
    ['id_4111111111111111', []],
    ['41111111111111114', []],
    ['1234567890123456', []],
    ['1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16', []],
  ])('in %j finds %j', async (text, expected) => {
    expect(await foundIn(paymentCardDetector, text)).toEqual(expected);
  });
});

describe('nationalIdDetector', () => {
  it.each([
    ['Norway', '15108695088', '15108695089'],
    ['Norway', '151086 95088', '154086 95088'],
    ['Sweden', '880320-0016', '880320-0018'],
    ['Sweden', '19880320-0016', '19881320-0016'],
    ['Denmark', '211062-5629', '311362-5629'],
    ['Finland', '131052-308T', '131052-308U'],
    ['Germany', '36 574 261 809', '36 574 261 808'],
    ['the United States', '536-90-4399', '666-90-4399'],
    ['the United Kingdom', 'HH 01 02 03 D', 'QQ 12 34 56 C'],
    ['France', '2 95 10 99 126 111 93', '2 95 10 99 126 111 94'],
    ['Spain', '54362315K', '54362315L'],
    ['Spain', 'X2482300W', 'X2482300A'],
    ['Italy', 'RCCMNL83S18D969H', 'RCCMNL83S18D969J'],
    ['Poland', '44051401359', '44051401358'],
    ['Belgium', '85.07.30-033.28', '85.07.30-033.61'],
    ['Switzerland', '756.9217.0769.85', '756.9217.0769.84'],
  ])('finds %s: %s, and not %s', async (_, valid, invalid) => {
    expect(await foundIn(nationalIdDetector, `of ${valid}, yes`)).toEqual([
      valid,
    ]);
    expect(await foundIn(nationalIdDetector, `of ${invalid}, yes`)).toEqual([]);
  });

  it.each([
    ['a longer number', '115108695088'],
    ['a part of a name', 'row_15108695088'],
    ['a date', '2026-11-22'],
    ['decimals', '0.15108695088'],
  ])('finds none in %s', async (_, text) => {
    expect(await foundIn(nationalIdDetector, text)).toEqual([]);
  });
});
