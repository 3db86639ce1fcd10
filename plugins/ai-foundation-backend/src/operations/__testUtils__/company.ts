import { Entity } from '@backstage/catalog-model';

/*
 * engineering (a department, led by Dora)
 * ├── checkout (Ann, Ben), owner of the component basket
 * └── search (Cem)
 * sales (a team that stands alone, Eva)
 */

function group(
  name: string,
  options: {
    type: string;
    title: string;
    parent?: string;
    members: string[];
  },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, title: options.title },
    spec: { type: options.type, children: [] },
    relations: [
      ...options.members.map(member => ({
        type: 'hasMember',
        targetRef: `user:default/${member}`,
      })),
      ...(options.parent
        ? [{ type: 'childOf', targetRef: `group:default/${options.parent}` }]
        : []),
    ],
  };
}

function user(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { memberOf: [] },
  };
}

export const companyEntities: Entity[] = [
  group('engineering', {
    type: 'department',
    title: 'Engineering',
    members: ['dora'],
  }),
  group('checkout', {
    type: 'team',
    title: 'Checkout',
    parent: 'engineering',
    members: ['ann', 'ben'],
  }),
  group('search', {
    type: 'team',
    title: 'Search',
    parent: 'engineering',
    members: ['cem'],
  }),
  group('sales', { type: 'team', title: 'Sales', members: ['eva'] }),
  ...['ann', 'ben', 'cem', 'dora', 'eva', 'olga', 'nick'].map(user),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'basket' },
    spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/checkout' }],
  },
];

/** Groups that each person belongs to, as a sign-in tells them. */
export const groupsOf: Record<string, string[]> = {
  ann: ['group:default/checkout', 'group:default/engineering'],
  ben: ['group:default/checkout', 'group:default/engineering'],
  cem: ['group:default/search', 'group:default/engineering'],
  dora: ['group:default/engineering'],
  eva: ['group:default/sales'],
};

export const CHECKOUT = 'group:default/checkout';
export const SEARCH = 'group:default/search';
export const SALES = 'group:default/sales';
export const BASKET = 'component:default/basket';
