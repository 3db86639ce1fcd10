import { TokenUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GatewayError } from '../GatewayError';

/** A provider as a dialect authenticates at it. @public */
export interface ProviderCredential {
  id: string;
  apiKey: string;
}

/** What the gateway must know of a request, whatever its dialect. @public */
export interface ModelRequest {
  /** As the client names it. */
  model: string;
  stream: boolean;
  /** The parsed body. */
  body: Readonly<Record<string, unknown>>;
  /** Size of the body as it arrived. */
  bodyBytes: number;
  /** Output tokens of one answer at most, where the request says so. */
  maxOutputTokens: number | undefined;
  /** How many answers are asked for. */
  choices: number;
  /** Whether it carries what has no bytes in the body: images, audio, files. */
  unboundedInput: boolean;
  /** Tokens that the provider may add to the input by itself. */
  extraInputTokens: number;
  /** Tokens that may be billed as output beside the answers. */
  extraOutputTokens: number;
  /** What it asks for that the catalog has no price for, in words. */
  unpriced: string | undefined;
}

/** What a provider's answer says of its usage. @public */
export interface UsageReport {
  /** `undefined` where the provider said nothing. */
  usage: TokenUsage | undefined;
  /** The provider's own usage object. */
  rawUsage: unknown;
  responseModel: string | undefined;
  /** Bytes of text and tool arguments that were seen, for an estimate. */
  outputBytes: number;
}

/** Reads a stream as it passes. Pure: same events in, same bytes and report out. @public */
export interface StreamReader {
  /** What of this event the client is sent; the same bytes where nothing of it is ours. */
  pass(event: { raw: Buffer; data: string | undefined }): Buffer | undefined;
  /** Whether the answer came to its end. */
  readonly ended: boolean;
  /** The provider's error, where the stream brought one. */
  readonly errorCode: string | undefined;
  report(): UsageReport;
}

/** One thing that a dialect can do with a model. @public */
export interface Operation {
  name: string;
  /** Below the dialect's prefix. */
  path: string;
  /** The type of models that it works with. */
  modelType: string;
  /** Whether a model works, and is paid for; counting tokens is free. */
  billable: boolean;
  /** @throws GatewayError where the body is not one of this operation. */
  read(body: unknown, bodyBytes: number): ModelRequest;
  /** The body for the provider, with what the gateway has to add. */
  upstreamBody(
    request: ModelRequest,
    model: { providerModel: string; maxOutputTokens: number },
  ): Record<string, unknown>;
  /** Below the provider's base URL. */
  upstreamPath: string;
  readStream(request: ModelRequest): StreamReader;
  readAnswer(body: Buffer): UsageReport;
}

/** A model as a list of models names it. @public */
export interface ListedModel {
  /** In the catalog. */
  name: string;
  providerModel: string;
  provider: string;
}

/** How a family of clients and providers speaks. @public */
export interface Dialect {
  id: string;
  /** Where it begins below the data plane, for example `/openai`. */
  prefix: string;
  operations: readonly Operation[];
  /** The headers that authenticate the gateway at the provider. */
  authenticate(provider: ProviderCredential): Record<string, string>;
  /** Request headers that are passed on, in lower case. */
  requestHeaders: readonly string[];
  /** Response headers that are passed back, in lower case. */
  responseHeaders: readonly string[];
  /** Sent to the provider where the client does not send them. */
  defaultHeaders: Readonly<Record<string, string>>;
  /** The response header with the provider's id of the request. */
  requestIdHeader: string;
  modelList(models: readonly ListedModel[]): unknown;
  modelBody(model: ListedModel): unknown;
  errorBody(error: GatewayError): unknown;
  /** An error in the middle of a stream. */
  errorEvent(error: GatewayError): string;
}
