/**
 * Extension points of the AI Foundation backend, and the words that their
 * implementations need.
 *
 * @packageDocumentation
 */
export * from './dialects';
export * from './GatewayError';
export * from './inspection';
