import { toCsv } from './toCsv';

describe('toCsv', () => {
  it('quotes what would break a row', () => {
    expect(toCsv([['a,b', 'say "hi"', 'two\nlines']])).toBe(
      '"a,b","say ""hi""","two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
    'keeps a spreadsheet from running %j',
    text => {
      expect(toCsv([[text]])).toBe(`'${text}\r\n`);
    },
  );

  it('leaves plain figures alone', () => {
    expect(toCsv([['group:default/ocean', '0.0001475']])).toBe(
      'group:default/ocean,0.0001475\r\n',
    );
  });
});
