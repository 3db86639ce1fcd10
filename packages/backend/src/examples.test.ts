import {
  aupDocumentSchema,
  ceilingScopeSchema,
  isAiModelEntity,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import {
  Entity,
  isUserEntity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { roleOfGroup } from './policy/roles';

const examples = resolve(__dirname, '../../../examples');

const entities = readdirSync(resolve(examples, 'catalog')).flatMap(file =>
  parseAllDocuments(
    readFileSync(resolve(examples, 'catalog', file), 'utf8'),
  ).map(document => document.toJS() as Entity),
);
const refs = entities.map(stringifyEntityRef);
const people = entities.filter(isUserEntity);

const governance = parse(
  readFileSync(resolve(examples, 'governance.yaml'), 'utf8'),
);

describe('the example company', () => {
  it('has every group that the policy gives a role to', () => {
    expect(refs).toEqual(expect.arrayContaining(Object.keys(roleOfGroup)));
  });

  it('gives a role to every person', () => {
    for (const person of people) {
      const roles = (person.spec.memberOf ?? []).map(
        name => roleOfGroup[`group:default/${name}`],
      );
      expect(roles).not.toContain(undefined);
      expect(roles.length).toBeGreaterThan(0);
    }
  });

  it('lets every person be signed in as', () => {
    for (const person of people) {
      expect(person.metadata.annotations).toEqual({
        'ai-foundation.dev/demo-person': 'true',
      });
    }
  });

  it('refers to entities that exist', () => {
    const referred = entities.flatMap(({ kind, spec = {} }) => [
      ...refsIn(spec.owner, 'Group'),
      ...refsIn(spec.parent, 'Group'),
      ...(kind === 'Group' ? refsIn(spec.children, 'Group') : []),
      ...refsIn(spec.memberOf, 'Group'),
      ...refsIn(spec.dependsOn, 'Component'),
      ...refsIn(spec.tier, 'DataTier'),
    ]);

    expect(referred.length).toBeGreaterThan(50);
    expect(refs).toEqual(expect.arrayContaining(referred));
  });
});

describe('the example governance', () => {
  it('has a complete acceptable use policy', () => {
    const document = aupDocumentSchema.parse(governance.aup.document);

    const ruleIds = document.sections.flatMap(section =>
      section.rules.map(rule => rule.id),
    );
    expect(new Set(document.sections.map(({ id }) => id)).size).toBe(5);
    expect(new Set(ruleIds).size).toBe(ruleIds.length);
  });

  it('has rules that the restrictions of models can cite', () => {
    const ruleIds = aupDocumentSchema
      .parse(governance.aup.document)
      .sections.flatMap(section => section.rules.map(rule => rule.id));
    const cited = entities
      .filter(isAiModelEntity)
      .flatMap(({ spec }) => spec.restrictions ?? [])
      .flatMap(restriction => restriction.match(/\b[A-Z]\d\b/g) ?? []);

    expect(cited).toContain('H1');
    expect(ruleIds).toEqual(expect.arrayContaining(cited));
  });

  it('decides about models that exist, and leaves one undecided', () => {
    const decided = governance.modelDecisions.map(
      ({ model }: { model: string }) => model,
    );
    const models = entities.filter(isAiModelEntity).map(stringifyEntityRef);

    expect(models).toEqual(expect.arrayContaining(decided));
    expect(models.filter(model => !decided.includes(model))).toEqual([
      'aimodel:default/gpt-4.1',
    ]);
  });

  it('sets ceilings of known scopes, in dollars', () => {
    for (const { scope, amountUsd } of governance.ceilings) {
      ceilingScopeSchema.parse(scope);
      expect(amountUsd).toMatch(/^\d+(\.\d+)?$/);
    }
  });

  it('was decided by people who exist', () => {
    const deciders = [
      governance.aup.publishedBy,
      ...governance.modelDecisions.map(
        ({ decidedBy }: { decidedBy: string }) => decidedBy,
      ),
      ...governance.ceilings.map(({ setBy }: { setBy: string }) => setBy),
    ];

    expect(people.map(stringifyEntityRef)).toEqual(
      expect.arrayContaining(deciders),
    );
  });
});

function refsIn(value: unknown, defaultKind: string): string[] {
  return [value]
    .flat()
    .filter((ref): ref is string => typeof ref === 'string')
    .map(ref => stringifyEntityRef(parseEntityRef(ref, { defaultKind })));
}
