import { TokenUsage } from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { GatewayError } from '../GatewayError';

/** A provider as a dialect speaks to it. @public */
export interface Upstream {
  id: string;
  apiKey: string;
  /** How it takes its credential, where that is not the dialect's own way. */
  auth: 'bearer' | 'api-key' | undefined;
  /** The API version that its paths name; where there is one, they name the model's deployment too. */
  apiVersion: string | undefined;
  /**
   * Whether it can be asked for the usage of a stream. Where it cannot, such a
   * stream is estimated.
   */
  streamUsage: boolean;
}

/** A model as its provider knows it. @public */
export interface UpstreamModel {
  providerModel: string;
  maxOutputTokens: number;
}

/** Where a request was sent, below the prefix of its dialect. @public */
export interface RequestTarget {
  /** What stood in the path for each `{name}` of its route, decoded. */
  parameters: Readonly<Partial<Record<string, string>>>;
  /** The URL's query without its question mark; empty where there is none. */
  query: string;
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
  /**
   * Where it is called by `POST`, below the dialect's prefix, the usual path
   * first. `{name}` stands for a part that changes: `/models/{model}:count`.
   */
  paths: readonly string[];
  /** The type of models that it works with. */
  modelType: string;
  /** Whether a model works, and is paid for; counting tokens is free. */
  billable: boolean;
  /** @throws GatewayError where the body is not one of this operation. */
  read(body: unknown, bodyBytes: number, target: RequestTarget): ModelRequest;
  /** The body for the provider, with what the gateway has to add. */
  upstreamBody(
    request: ModelRequest,
    model: UpstreamModel,
    upstream: Upstream,
  ): Record<string, unknown>;
  /** Below the provider's base URL, with its query. */
  upstreamPath(model: UpstreamModel, upstream: Upstream): string;
  /**
   * Whether the provider refused a request for no other reason than that it was
   * asked for the usage of a stream. It is then asked again without that.
   */
  refusesStreamUsage?(status: number, body: Buffer): boolean;
  readStream(request: ModelRequest): StreamReader;
  readAnswer(body: Buffer): UsageReport;
}

/** A model as a list of models names it. @public */
export interface ListedModel {
  /** In the catalog. */
  name: string;
  providerModel: string;
  provider: string;
  contextWindow: number;
  maxOutputTokens: number;
}

/** How a family of clients and providers speaks. @public */
export interface Dialect {
  id: string;
  /** Where it begins below the data plane, for example `/openai`. */
  prefix: string;
  /** What clients add to the prefix for their base URL: `/v1`, or nothing. */
  basePath: string;
  operations: readonly Operation[];
  /** Where models are listed, below the prefix; one of them is a segment further. */
  modelsPaths: readonly string[];
  /**
   * Whether the provider charges for the whole answer although nobody waits for
   * it. It is then always read to its end, within the bounds of time and size.
   */
  drainsToTheEnd: boolean;
  /** The headers that authenticate the gateway at the provider. */
  authenticate(upstream: Upstream): Record<string, string>;
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
