import fc from 'fast-check';
import { SseEvent, SseSplitter } from './SseSplitter';

function split(bytes: Buffer, cuts: number[]): SseEvent[] {
  const splitter = new SseSplitter();
  const bounds = [
    0,
    ...cuts.map(cut => cut % (bytes.length + 1)),
    bytes.length,
  ].sort((a, b) => a - b);
  const events = bounds
    .slice(1)
    .flatMap((end, index) => splitter.push(bytes.subarray(bounds[index], end)));
  const rest = splitter.flush();
  return rest ? [...events, rest] : events;
}

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const stream = fc
  .array(
    fc.record({
      lines: fc.array(
        fc.oneof(
          fc
            .string({ unit: 'grapheme' })
            .map(text => `data: ${text.replace(/[\r\n]/g, ' ')}`),
          fc.constantFrom(
            ': ping',
            'event: delta',
            'data',
            'id: 1',
            'retry: 10',
          ),
        ),
        { maxLength: 3 },
      ),
      end: lineEnd,
    }),
    { maxLength: 6 },
  )
  .map(events =>
    Buffer.from(
      events
        .map(({ lines, end }) => lines.map(line => line + end).join('') + end)
        .join(''),
    ),
  );

describe('SseSplitter', () => {
  it('gives the same events however the bytes are cut', () => {
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.nat(), { maxLength: 40 }),
        (bytes, cuts) => {
          expect(split(bytes, cuts)).toEqual(split(bytes, []));
        },
      ),
    );
  });

  it('keeps every byte', () => {
    fc.assert(
      fc.property(
        fc.oneof(stream, fc.uint8Array().map(Buffer.from)),
        fc.array(fc.nat(), { maxLength: 40 }),
        (bytes, cuts) => {
          const kept = Buffer.concat(split(bytes, cuts).map(({ raw }) => raw));
          expect(kept.equals(bytes)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['LF', 'data: a\n\ndata: b\n\n', ['a', 'b']],
    ['CR LF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
    ['CR', 'data: a\r\rdata: b\r\r', ['a', 'b']],
    ['several lines of data', 'data: a\ndata: b\n\n', ['a\nb']],
    ['a comment', ': ping\n\ndata: a\n\n', [undefined, 'a']],
    ['no blank line at the end', 'data: a\n\ndata: b', ['a', 'b']],
    ['no space after the colon', 'data:a\n\n', ['a']],
  ])('reads events with %s', (_, text, data) => {
    expect(split(Buffer.from(text), []).map(event => event.data)).toEqual(data);
  });

  it('gives up on an event without end', () => {
    const splitter = new SseSplitter();
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let i = 0; i < 10; i++) {
        splitter.push(megabyte);
      }
    }).toThrow('has no end');
  });
});
