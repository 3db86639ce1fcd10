import { DemoPerson } from './useDemoPeople';

/** People who come to the portal for the same things. */
export type RoleGroup = {
  id: string;
  title: string;
  description: string;
  people: DemoPerson[];
};

/** From the most special role to the most common; the first that fits counts. */
const roles = [
  {
    id: 'sponsor',
    title: 'Sponsor',
    description: 'Reads everything, changes nothing.',
  },
  {
    id: 'governance-seat',
    title: 'Governance',
    description: 'Decides the policy, the models and the cost ceiling.',
  },
  {
    id: 'operations',
    title: 'Operations',
    description: 'Watches all requests, costs and keys.',
  },
  {
    id: 'team',
    title: 'Teams',
    description: 'Get keys, call models, and see what that costs.',
  },
];

/** The roles that have people, the most common role first. */
export function groupByRole(people: DemoPerson[]): RoleGroup[] {
  return roles
    .map(role => ({
      ...role,
      people: people
        .filter(person => roleOf(person)?.id === role.id)
        .sort(byGroupAndName),
    }))
    .filter(group => group.people.length > 0)
    .reverse();
}

function roleOf(person: DemoPerson) {
  return roles.find(({ id }) => person.groups.some(({ type }) => type === id));
}

function byGroupAndName(a: DemoPerson, b: DemoPerson): number {
  return sortKey(a).localeCompare(sortKey(b), 'en');
}

function sortKey({ groups, name }: DemoPerson): string {
  return `${groups[0].title} ${name}`;
}
