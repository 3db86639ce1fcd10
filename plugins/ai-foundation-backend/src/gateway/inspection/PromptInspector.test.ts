import fc from 'fast-check';
import { EXAMPLE_SECRETS } from './__testUtils__/exampleSecrets';
import { inspectBody, rule } from './__testUtils__/inspectBody';

const REDACT = [
  rule('S1', 'inspection.secrets', 'redact'),
  rule('D1', 'inspection.personal-data', 'redact'),
];
const TOKEN = EXAMPLE_SECRETS.find(([type]) => type === 'gitlab')![1];
const CARD = '4111 1111 1111 1111';

/** The form of a value: its lists and members, without its texts. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') {
    return 'text';
  }
  if (Array.isArray(value)) {
    return value.map(shapeOf);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, member]) => [name, shapeOf(member)])
    : value;
}

describe('PromptInspector', () => {
  it('takes out what is found, and nothing else', async () => {
    const body = {
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: `My card: ${CARD}; key ${TOKEN}!` },
            { type: 'text', text: 'Ola <ola@norrvik.no>, "quoted"\n世界' },
          ],
        },
      ],
    };
    const before = structuredClone(body);
    const { request, inspection } = await inspectBody(body, REDACT);
    expect(request.body).toEqual({
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            {
              type: 'text',
              text: 'My card: [redacted: payment-card]; key [redacted: secret]!',
            },
            { type: 'text', text: 'Ola <[redacted: email]>, "quoted"\n世界' },
          ],
        },
      ],
    });
    expect(body).toEqual(before);
    expect(request.bodyBytes).toBeGreaterThanOrEqual(
      Buffer.byteLength(JSON.stringify(request.body)),
    );
    expect(inspection.findings).toContainEqual({
      rule: 'D1',
      mode: 'redact',
      kind: 'payment-card',
      type: undefined,
      place: '/messages/1/content/0/text',
      start: 9,
      end: 28,
    });
  });

  it.each([
    ['an instruction', { instructions: `Use ${TOKEN}` }],
    ['an input', { input: `Use ${TOKEN}` }],
    ['a part', { contents: [{ parts: [{ text: `Use ${TOKEN}` }] }] }],
    [
      'arguments',
      { tool_calls: [{ function: { arguments: `{"k":"${TOKEN}"}` } }] },
    ],
    ['an argument', { args: { deep: [{ er: TOKEN }] } }],
    ['a description of a tool', { tools: [{ description: `Use ${TOKEN}` }] }],
    [
      'a text that looks like a file',
      { input: `data:text/plain;base64,${TOKEN}` },
    ],
  ])('looks at %s', async (_, body) => {
    const { inspection, request } = await inspectBody(body, REDACT);
    expect(inspection.findings).toHaveLength(1);
    expect(JSON.stringify(request.body)).not.toContain(TOKEN);
  });

  it('leaves files in base 64 alone', async () => {
    const data = Buffer.from('4111/'.repeat(5_000)).toString('base64');
    const { inspection } = await inspectBody(
      {
        messages: [
          { image_url: { url: `data:image/png;base64,${data}` } },
          { source: { type: 'base64', media_type: 'image/png', data } },
        ],
      },
      REDACT,
      { config: { maxTextLength: 100 } },
    );
    expect(inspection).toMatchObject({ findings: [], unread: [] });
  });

  it('tells no name that a client gave, and takes nothing out of it', async () => {
    const { inspection, request } = await inspectBody(
      { args: { 'ola@norrvik.no': { AB123456C: `x ${CARD}` } } },
      REDACT,
    );
    expect(
      inspection.findings.map(({ place, kind, inName }) => [
        kind,
        place,
        inName,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['email', '/args/*', true],
        ['payment-card', '/args/*/*', undefined],
      ]),
    );
    expect(JSON.stringify(inspection)).not.toMatch(/ola|AB123/);
    expect(JSON.stringify(request.body)).toContain('ola@norrvik.no');
  });

  it('has one finding for each rule that asks for it', async () => {
    const { inspection } = await inspectBody({ input: `Use ${TOKEN}` }, [
      rule('S1', 'inspection.secrets', 'observe'),
      rule('S2', 'inspection.secrets', 'block'),
      rule('D1', 'inspection.personal-data', 'block', { kinds: ['iban'] }),
    ]);
    expect(inspection.findings.map(({ rule: id, mode }) => [id, mode])).toEqual(
      [
        ['S1', 'observe'],
        ['S2', 'block'],
      ],
    );
  });

  it('looks for the kinds alone that a rule names', async () => {
    const { inspection } = await inspectBody(
      { input: `ola@norrvik.no ${CARD}` },
      [rule('D1', 'inspection.personal-data', 'observe', { kinds: ['email'] })],
    );
    expect(inspection.findings.map(({ kind }) => kind)).toEqual(['email']);
  });

  it('makes one of findings that overlap', async () => {
    const secret = `https://deploy:${TOKEN}@norrvik.no`;
    const { request } = await inspectBody({ input: `see ${secret}.` }, REDACT);
    expect(request.body).toEqual({ input: 'see [redacted: secret].' });
  });

  it.each([
    [0],
    [4 * 1024 - 8],
    [32 * 1024 - 10],
    [64 * 1024 - 5],
    [64 * 1024 - CARD.length],
    [200_000],
  ])('finds what stands at %i of a long text, once', async at => {
    const text = `${'Words. '
      .repeat(at / 7 + 1)
      .slice(
        0,
        Math.max(at - 1, 0),
      )} ${CARD} ${TOKEN} ola@norrvik.no ${'words '.repeat(20_000)}`;
    const { inspection, request } = await inspectBody({ input: text }, REDACT);
    expect(inspection.findings.map(({ kind }) => kind).sort()).toEqual([
      'email',
      'payment-card',
      'secret',
    ]);
    expect(request.body.input).toBe(
      text
        .replace(CARD, '[redacted: payment-card]')
        .replace(TOKEN, '[redacted: secret]')
        .replace('ola@norrvik.no', '[redacted: email]'),
    );
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['too much text', { input: 'x '.repeat(600) }, 'too-long'],
    ['tokens', { input: [[15_339, 1_917]] }, 'tokens'],
    [
      'more findings than can be told',
      { input: 'a@b.no '.repeat(1_001) },
      'too-many',
    ],
  ])('says that it did not read %s', async (why, body, unread) => {
    const { inspection } = await inspectBody(body, REDACT, {
      config: why === 'too much text' ? { maxTextLength: 1_000 } : {},
    });
    expect(inspection.unread).toEqual([unread]);
  });

  it('stops at what costs too much, and lets others have their turn', async () => {
    let turns = 0;
    let isRunning = true;
    const others = () => {
      turns += 1;
      if (isRunning) {
        setImmediate(others);
      }
    };
    setImmediate(others);
    const { inspection } = await inspectBody(
      { input: '15108695089 '.repeat(80_000) },
      REDACT,
      { config: { maxWorkMs: 100 } },
    );
    isRunning = false;
    expect(inspection.unread).toEqual(['too-costly']);
    expect(turns).toBeGreaterThan(1);
  });

  it('leaves any body its form, and JSON', async () => {
    const secrets = [
      ...EXAMPLE_SECRETS.map(([, secret]) => secret),
      CARD,
      'å@b.no',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom(...secrets),
          fc.string(),
        )
        .map(parts => parts.join(' ')),
    );
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.jsonValue({ maxDepth: 2 }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(
            fc.constant('__proto__'),
            fc.constant('content'),
            fc.string(),
          ),
          tie('value'),
          {
            maxKeys: 4,
            noNullPrototype: true,
          },
        ),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async content => {
        const body = JSON.parse(JSON.stringify({ content }));
        const before = JSON.stringify(body);
        const { request } = await inspectBody(body, REDACT);
        expect(JSON.stringify(body)).toBe(before);
        const sent = JSON.stringify(request.body);
        expect(shapeOf(JSON.parse(sent))).toEqual(shapeOf(body));
        expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(request.bodyBytes);
        const again = await inspectBody(JSON.parse(sent), REDACT);
        expect(
          again.inspection.findings.filter(({ inName }) => !inName),
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
