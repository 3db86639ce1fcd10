/**
 * Words that all AI Foundation packages share: entity types and guards,
 * permissions, the API contract with its client, usage and money.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './entities';
export * from './money';
export * from './permissions';
export * from './policy';
export * from './usage';
