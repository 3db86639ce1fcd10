import { Inspection } from '../inspection/Inspection';

/** What is asked for, as far as policy is concerned. */
export interface PolicyRequest {
  /** As the client names it. */
  model: string;
  /** How the client speaks, and so the provider must. */
  dialect: string;
  /** The type of models that the operation works with. */
  modelType: string;
  /** The tier that the request declares for its data, where it does. */
  declaredTier: string | undefined;
  /** What it asks for that the catalog has no price for, in words. */
  unpriced: string | undefined;
  /** What its prompt holds; left out where there is no prompt at hand. */
  inspection?: Inspection;
}
