import { api } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GIL } from '../../../__testUtils__/exampleCompany';
import { Walk } from './Walk';

/** How the gateway is, as those who run it read it. */
export const gatewayHealthWalk: Walk = async ask => {
  await ask(GIL, api.getGatewayHealth);
};
