import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ingest } from './__testUtils__/ingest';

jest.setTimeout(60_000);

describe('the examples', () => {
  it('accepts every entity of the examples', async () => {
    const folder = resolve(__dirname, '../../../examples/catalog');
    const entities = readdirSync(folder).flatMap(file =>
      parseAllDocuments(readFileSync(resolve(folder, file), 'utf8')).map(
        document => document.toJS() as Entity,
      ),
    );
    const examples = entities.filter(({ kind }) => kind !== 'Location');

    const { found, errors } = await ingest(examples);

    expect(Object.fromEntries(errors)).toEqual({});
    expect(found.map(stringifyEntityRef).sort()).toEqual(
      examples.map(stringifyEntityRef).sort(),
    );
  });
});
