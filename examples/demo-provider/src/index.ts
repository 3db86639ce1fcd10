export {
  DEFAULT_CREDENTIAL,
  DEFAULT_MODELS,
  startDemoProvider,
} from './startDemoProvider.ts';
export type { DemoProvider, DemoProviderOptions } from './startDemoProvider.ts';
export type { SeenRequest } from './RequestLog.ts';
export type { ErrorBody } from './ProviderError.ts';
