import { UpstreamModel } from '@ai-foundation/backstage-plugin-ai-foundation-node';

/** Where clients call a verb of a model; SDKs differ in the version that they name. */
export function clientPaths(verb: string): string[] {
  return [`/v1beta/models/{model}:${verb}`, `/v1/models/{model}:${verb}`];
}

/** Where the provider serves it; its base URL names the version. */
export function modelPath(verb: string, query = '') {
  return ({ providerModel }: UpstreamModel): string =>
    `/models/${encodeURIComponent(providerModel)}:${verb}${query}`;
}
