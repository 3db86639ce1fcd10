import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import vectors from './usageVectors.json';

describe('the usage vectors', () => {
  it('are each held by a test', () => {
    const tests = readdirSync(join(__dirname, '..'), { recursive: true })
      .map(String)
      .filter(name => name.endsWith('.test.ts'))
      .map(name => readFileSync(join(__dirname, '..', name), 'utf8'));
    const held = tests.flatMap(text =>
      [...text.matchAll(/vectorsOf\(\[([^\]]*)\]/g)].flatMap(([, ids]) =>
        [...ids.matchAll(/'(\w+)'/g)].map(([, id]) => id),
      ),
    );
    expect([...new Set(held)].sort()).toEqual(
      vectors.map(({ id }) => id).sort(),
    );
  });
});
