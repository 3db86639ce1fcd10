import { groupByRole } from './groupByRole';
import { DemoPerson } from './useDemoPeople';

function person(name: string, ...types: string[]): DemoPerson {
  return {
    userRef: `user:default/${name}`,
    name,
    groups: types.map(type => ({
      ref: `group:default/${type}`,
      title: type,
      type,
    })),
  };
}

describe('groupByRole', () => {
  it('puts each person under their most special role, teams first', () => {
    const groups = groupByRole([
      person('Lund', 'sponsor'),
      person('Ortega', 'team', 'governance-seat'),
      person('Okafor', 'team'),
      person('Demir', 'team'),
    ]);

    expect(
      groups.map(({ id, people }) => [id, people.map(({ name }) => name)]),
    ).toEqual([
      ['team', ['Demir', 'Okafor']],
      ['governance-seat', ['Ortega']],
      ['sponsor', ['Lund']],
    ]);
  });

  it('has no group without people', () => {
    expect(groupByRole([])).toEqual([]);
  });
});
