/**
 * How the navigation groups the areas, each of them once; its words are
 * `governance.groups.<id>`.
 */
export const areaGroups = [
  { id: 'policy', areas: ['policy', 'circulation', 'exemptions'] },
  { id: 'models', areas: ['models', 'data'] },
  { id: 'money', areas: ['ceilings', 'keys'] },
  { id: 'people', areas: ['seats', 'inventory', 'findings'] },
  { id: 'record', areas: ['audit'] },
] as const;
