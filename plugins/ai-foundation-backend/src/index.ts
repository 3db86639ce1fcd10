/**
 * The backend of AI Foundation.
 *
 * @packageDocumentation
 */

export { aiFoundationPlugin as default } from './plugin';
export { aiFoundationGatewayPlugin } from './gatewayPlugin';
