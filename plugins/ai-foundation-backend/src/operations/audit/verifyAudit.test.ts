import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AuditRecord, AuditTrail } from '../../kernel/AuditTrail';
import { openDatabase } from '../../kernel/openDatabase';
import { PolicyChanges } from '../../kernel/PolicyChanges';
import { PolicyEpoch } from '../../kernel/PolicyEpoch';

jest.setTimeout(60_000);

const BIN = resolve(__dirname, '../../../bin');
const ENTRIES = 8;

interface Head {
  seq: number;
  hash: string;
}

const {
  followChain,
}: {
  followChain(
    entries: AuditRecord[],
    head?: Head,
    anchors?: Head[],
  ): { entries: number; fromStart: boolean; problem?: string };
} = jest.requireActual(join(BIN, 'followChain.cjs'));

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('the verifier of exports', () => {
  let folder: string;
  let database: string;
  let entries: AuditRecord[];
  let head: Head;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    database = join(folder, 'database.sqlite');
    const knex = await openDatabase(
      mockServices.database({ knex: await databases.init('SQLITE_3') }),
    );
    const auditTrail = new AuditTrail({ knex, clock: () => 1_764_000_000_000 });
    const changes = new PolicyChanges({
      knex,
      auditTrail,
      policyEpoch: new PolicyEpoch(knex),
    });
    for (let number = 0; number < ENTRIES; number++) {
      await changes.make(async () => ({
        outcome: undefined,
        act: {
          actor: { userRef: `user:default/${number}`, origin: 'user' },
          action: `act.${number}`,
          subject: `subject:${number}`,
          details: { number, 2: 'two', 10: 'ten', text: 'ü "\\' },
        },
      }));
    }
    entries = await auditTrail.after(0, 100);
    const { seq, hash } = entries[ENTRIES - 1];
    head = { seq, hash };
    await knex.raw('VACUUM INTO ?', [database]);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(BIN, 'verifyAudit.cjs'), ...args],
      { encoding: 'utf8' },
    );
    return { status, output: stdout + stderr };
  };
  const write = (name: string, part: object) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(part));
    return path;
  };

  it('holds what was exported', () => {
    expect(followChain(entries, head)).toEqual({
      entries: ENTRIES,
      first: entries[0].seq,
      last: head.seq,
      fromStart: true,
    });
  });

  it('finds any single entry that is changed, removed, swapped, doubled or put in', () => {
    const index = fc.nat({ max: ENTRIES - 1 });
    const content = fc.constantFrom(
      'action',
      'actor_ref',
      'details',
      'origin',
      'subject',
    );
    const tampered = fc.oneof(
      fc.tuple(index, content, fc.string()).map(([at, field, value]) => {
        const copy = structuredClone(entries);
        copy[at].content = { ...copy[at].content, [field]: value };
        return copy;
      }),
      fc.tuple(index, fc.integer()).map(([at, ms]) => {
        const copy = structuredClone(entries);
        copy[at].content.at_ms = ms;
        return copy;
      }),
      fc
        .tuple(
          index,
          fc.constantFrom('hash' as const, 'previousHash' as const),
          fc.stringMatching(/^[0-9a-f]{64}$/),
        )
        .map(([at, field, value]) => {
          const copy = structuredClone(entries);
          copy[at][field] = value;
          return copy;
        }),
      index.map(at => entries.filter((_, other) => other !== at)),
      fc
        .tuple(index, index)
        .filter(([one, other]) => one !== other)
        .map(([one, other]) => {
          const copy = [...entries];
          [copy[one], copy[other]] = [copy[other], copy[one]];
          return copy;
        }),
      fc
        .tuple(index, index)
        .map(([at, of]) => [
          ...entries.slice(0, at),
          entries[of],
          ...entries.slice(at),
        ]),
    );
    fc.assert(
      fc.property(tampered, copy => {
        const { problem, fromStart } = followChain(copy, head);
        // Without its first entries an export is an excerpt, and says so.
        expect(problem !== undefined || !fromStart).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('holds an excerpt, and says that it is one', () => {
    expect(followChain(entries.slice(3), head)).toMatchObject({
      entries: ENTRIES - 3,
      fromStart: false,
    });
  });

  it('finds a trail that was written anew by its anchor alone', () => {
    const [first] = entries;
    expect(followChain([first], { seq: first.seq, hash: first.hash })).toEqual(
      expect.not.objectContaining({ problem: expect.anything() }),
    );
    expect(
      followChain([first], { seq: first.seq, hash: first.hash }, [head])
        .problem,
    ).toContain('anchor');
    expect(
      followChain(entries, head, [{ ...head, hash: 'f'.repeat(64) }]).problem,
    ).toContain('anchor');
    expect(followChain(entries, head, [head]).problem).toBeUndefined();
  });

  describe('as a command', () => {
    it('verifies the parts of an export, in any order', () => {
      const second = write('2.json', { head, entries: entries.slice(5) });
      const first = write('1.json', { head, entries: entries.slice(0, 5) });
      expect(
        run(second, first, '--anchor', `${head.seq}:${head.hash}`),
      ).toEqual({
        status: 0,
        output: `${ENTRIES} entries, unbroken from the start to entry ${head.seq}.\n`,
      });
    });

    it('ends with 1 where a part is missing', () => {
      const first = write('1.json', { head, entries: entries.slice(0, 5) });
      expect(run(first)).toEqual({
        status: 1,
        output:
          'BROKEN: the newest entries are missing. 5 entries before it hold.\n',
      });
    });

    it('verifies a database without the portal', () => {
      expect(run('--database', database)).toEqual({
        status: 0,
        output: expect.stringContaining('unbroken from the start'),
      });
    });

    it.each([
      [[]],
      [['nowhere.json']],
      [['x.json', '--database', 'y']],
      [['x.json', '--anchor', '5']],
    ])('ends with 2 where it cannot look: %j', args => {
      expect(run(...args).status).toBe(2);
    });
  });
});
