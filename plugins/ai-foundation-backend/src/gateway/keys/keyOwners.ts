import { CatalogSnapshot, Team } from '../../kernel/CatalogView';
import { KeyRequestContext, ResolvedKeyRequest } from './KeyRequestContext';

/**
 * The groups that may own keys of a kind: every team, and for the kind validation
 * also the group that runs the gateway, which need be no team.
 */
export function keyOwners(
  kind: ResolvedKeyRequest['kind'],
  { catalog, runnerRef }: Pick<KeyRequestContext, 'catalog' | 'runnerRef'>,
): ReadonlyMap<string, Team> {
  const runner = catalog.groups.get(runnerRef ?? '');
  return runner && kind === 'validation'
    ? new Map([...catalog.teams, [runner.ref, runner]])
    : catalog.teams;
}

/** Refs of all that a key may stand on as its owner. */
export function ownerRefsOf(
  { applications, groups, teams }: CatalogSnapshot,
  runnerRef: string | undefined,
): Set<string> {
  const refs = new Set([...teams.keys(), ...applications.keys()]);
  return runnerRef !== undefined && groups.has(runnerRef)
    ? refs.add(runnerRef)
    : refs;
}
