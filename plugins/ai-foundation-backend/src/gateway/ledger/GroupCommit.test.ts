import { CommitInDoubtError, GroupCommit } from './GroupCommit';
import { LedgerUnavailableError } from './types';

class Outage extends Error {}

describe('GroupCommit', () => {
  const batches: string[][] = [];
  const unanswered: string[] = [];
  let commit: (items: readonly string[]) => Promise<void>;

  beforeEach(() => {
    batches.length = 0;
    unanswered.length = 0;
    commit = async () => undefined;
  });

  function groupCommit(
    options: Partial<
      Record<'maxBatch' | 'maxWaiting' | 'maxSilenceMs', number>
    > = {},
  ) {
    return new GroupCommit<string>({
      commit: async items => {
        batches.push([...items]);
        await commit(items);
      },
      isOutage: error => error instanceof Outage,
      onUnanswered: item => unanswered.push(item),
      maxBatch: 100,
      maxWaiting: 100,
      maxSilenceMs: 1_000,
      ...options,
    });
  }

  function gate() {
    let open: () => void = () => undefined;
    const opened = new Promise<void>(resolve => {
      open = resolve;
    });
    return { open, opened };
  }

  const nextTurn = () => new Promise(setImmediate);

  it('commits together what arrives in one turn of the event loop', async () => {
    const group = groupCommit();
    await Promise.all(['a', 'b', 'c'].map(item => group.add(item)));
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  it('lets what can wait go with the next that cannot', async () => {
    const group = groupCommit();
    const patient = ['a', 'b'].map(item => group.add(item, false));
    await nextTurn();
    expect(batches).toEqual([]);
    await Promise.all([...patient, group.add('c')]);
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  it('commits what can wait also where nothing else comes', async () => {
    const group = groupCommit();
    await Promise.all(['a', 'b'].map(item => group.add(item, false)));
    expect(batches).toEqual([['a', 'b']]);
  });

  it('commits together what arrives while a commit runs', async () => {
    const { open, opened } = gate();
    commit = () => opened;
    const group = groupCommit();
    const first = group.add('a');
    await nextTurn();
    const rest = ['b', 'c', 'd'].map(item => group.add(item));
    await nextTurn();
    expect(batches).toEqual([['a']]);
    open();
    await Promise.all([first, ...rest]);
    expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('answers only after the commit', async () => {
    const { open, opened } = gate();
    commit = () => opened;
    let answered = false;
    const added = groupCommit()
      .add('a')
      .then(() => {
        answered = true;
      });
    await nextTurn();
    await nextTurn();
    expect(answered).toBe(false);
    open();
    await added;
    expect(answered).toBe(true);
  });

  it('makes no batch larger than its limit', async () => {
    const group = groupCommit({ maxBatch: 2 });
    await Promise.all(['a', 'b', 'c'].map(item => group.add(item)));
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('turns away what exceeds the queue', async () => {
    const group = groupCommit({ maxWaiting: 2 });
    const waiting = ['a', 'b'].map(item => group.add(item));
    await expect(group.add('c')).rejects.toThrow(LedgerUnavailableError);
    await Promise.all(waiting);
    await group.add('d');
    expect(batches).toEqual([['a', 'b'], ['d']]);
  });

  it('lets an item that spoils its batch fail alone', async () => {
    commit = async items => {
      if (items.includes('poison')) {
        throw new Error('poisoned');
      }
    };
    const group = groupCommit();
    const results = await Promise.allSettled(
      ['a', 'b', 'poison', 'c', 'd'].map(item => group.add(item)),
    );
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(unanswered).toEqual([]);
  });

  it('does not try the parts of a batch that an outage stopped', async () => {
    commit = async () => {
      throw new Outage();
    };
    const group = groupCommit();
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map(item => group.add(item)),
    );
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(batches).toEqual([['a', 'b', 'c']]);
  });

  it('tells of items whose commit nobody saw, and does not try them again', async () => {
    commit = async () => {
      throw new CommitInDoubtError();
    };
    const group = groupCommit();
    await Promise.allSettled(['a', 'b'].map(item => group.add(item)));
    expect(batches).toEqual([['a', 'b']]);
    expect(unanswered).toEqual(['a', 'b']);
  });

  it('lets nobody wait for a silent database, and tells of late commits', async () => {
    const { open, opened } = gate();
    commit = () => opened;
    const group = groupCommit({ maxSilenceMs: 20 });
    const running = group.add('running');
    await nextTurn();
    const waiting = group.add('waiting');
    await expect(running).rejects.toThrow(LedgerUnavailableError);
    await expect(waiting).rejects.toThrow(LedgerUnavailableError);
    await expect(group.add('later')).rejects.toThrow(LedgerUnavailableError);
    expect(unanswered).toEqual([]);

    open();
    await group.add('at last');
    expect(batches).toEqual([['running'], ['at last']]);
    expect(unanswered).toEqual(['running']);
  });
});
