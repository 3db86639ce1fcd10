import {
  Upstream,
  UpstreamModel,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';

/*
 * Azure's clients name the model's deployment in the path: below `/openai`
 * where they are given an endpoint, below `/v1` where they are given a base URL.
 */

/** Where clients call what works with one model. */
export function clientPaths(path: string): string[] {
  return [
    `/v1${path}`,
    `/openai/deployments/{model}${path}`,
    `/v1/deployments/{model}${path}`,
  ];
}

/** Where the provider serves what works with one model. */
export function deploymentPath(path: string) {
  return (model: UpstreamModel, upstream: Upstream): string =>
    versioned(
      upstream.apiVersion === undefined
        ? path
        : `/deployments/${encodeURIComponent(model.providerModel)}${path}`,
      upstream,
    );
}

/** A path of the provider, with the API's version where its paths name one. */
export function versioned(path: string, { apiVersion }: Upstream): string {
  return apiVersion === undefined
    ? path
    : `${path}?api-version=${encodeURIComponent(apiVersion)}`;
}
