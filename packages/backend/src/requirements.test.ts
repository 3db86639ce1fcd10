import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

const [table, toys] = read('docs/requirements.md').split('\n## ');
const rows = rowsOf(table);
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(file => file !== '');
const sources = files.filter(file => file.startsWith('plugins/'));

describe('docs/requirements.md', () => {
  it('has a row for every requirement of the layer', () => {
    const told = rows.flatMap(([id]) => id.match(/R\d+/g) ?? []);
    const wanted = Array.from({ length: 35 }, (_, index) => `R${index + 1}`);
    expect(wanted.filter(id => !told.includes(id))).toEqual([]);
  });

  it.each(rows)('tells of %s what is there', (_, where, tests) => {
    expect(pathsIn(where).filter(path => !isThere(path))).toEqual([]);
    expect(missingTests(tests)).toEqual([]);
  });

  it.each(rows)('leads to %s in the portal', (...cells) => {
    const page = cells[3];
    const areas = read('plugins/ai-foundation/src/messages/governance.ts')
      .split('areas: {')[1]
      .split('}')[0];
    const named = [...page.matchAll(/Governance, ([^,:;.]+)/g)];
    expect(
      named
        .map(([, area]) => area.trim())
        .filter(area => !areas.includes(area)),
    ).toEqual([]);
  });

  it.each(rowsOf(toys))('names the test that refuses: %s', (_, tests) => {
    expect(namesIn(tests)).not.toEqual([]);
    expect(missingTests(tests)).toEqual([]);
  });
});

/** The cells of a Markdown table, without its head. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

function pathsIn(cell: string): string[] {
  return [...cell.matchAll(/`([\w./-]+(?:\/|\.\w+))`/g)].map(
    ([, path]) => path,
  );
}

/** Names of methods stand in the table too, and begin with a class that is a file. */
function isThere(path: string): boolean {
  const [first] = path.split('.');
  return sources.some(
    file =>
      file.includes(path) ||
      basename(file) === path ||
      basename(file) === `${first}.ts`,
  );
}

function namesIn(tests: string): string[] {
  return [...tests.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
}

/** Test files that are not there, and names that stand in none of those that are. */
function missingTests(tests: string): string[] {
  const paths = [...tests.matchAll(/`([\w.]+\.(?:test|spec)\.\w+)`/g)];
  const found = paths.map(([, name]) => ({
    name,
    file: files.find(file => basename(file) === name),
  }));
  const text = found
    .flatMap(({ file }) => (file ? [read(file)] : []))
    .join('\n');
  return [
    ...found.filter(({ file }) => !file).map(({ name }) => name),
    ...namesIn(tests).filter(name =>
      name.split('...').some(part => !isNamed(part.trim(), text)),
    ),
  ];
}

/** A name stands as it is, or its end fills in what the table of `it.each` leaves open. */
function isNamed(name: string, text: string): boolean {
  const words = name.split(' ');
  return (
    text.includes(name) ||
    words.some((_, at) => {
      const [start, end] = [words.slice(0, at), words.slice(at)].map(part =>
        part.join(' '),
      );
      return text.includes(`'${end}'`) && text.includes(`'${start} %s`);
    })
  );
}
