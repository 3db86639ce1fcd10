import {
  CallOptions,
  ResponseOf,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ControlPlaneBench } from '../../../__testUtils__/ControlPlaneBench';

/** Asks an operation as a person, and holds the answer against the document. */
export type Ask = <T extends RouteDefinition>(
  as: string,
  route: T,
  options?: CallOptions<T>,
) => Promise<ResponseOf<T>>;

/** Uses a part of the control plane as its people would. */
export type Walk = (ask: Ask, bench: ControlPlaneBench) => Promise<void>;
