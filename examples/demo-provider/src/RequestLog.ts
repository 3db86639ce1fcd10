import type { IncomingHttpHeaders } from 'node:http';
import type { Wire } from './wireOf.ts';

/** A request that the provider saw, for a test to ask about. */
export interface SeenRequest {
  method: string;
  path: string;
  /** Of the URL, without its question mark. */
  query: string;
  wire: Wire;
  /** As received, without the credential. */
  headers: IncomingHttpHeaders;
  /** The parsed JSON, or the text where it is none. */
  body: unknown;
  status?: number;
  /**
   * How the answer ended: sent whole as meant, ended by the client, or ended by the
   * provider because it was asked to misbehave. `open` while it lasts.
   */
  outcome: 'open' | 'finished' | 'client-gone' | 'cut';
}

/** Enough for every test; it bounds the memory of a demo that runs for weeks. */
const MAX_KEPT = 10_000;

/** The requests in the order of their arrival, the newest of them kept. */
export class RequestLog {
  readonly items: SeenRequest[] = [];
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(
    request: Omit<SeenRequest, 'headers' | 'outcome'>,
    headers: IncomingHttpHeaders,
  ): SeenRequest {
    const {
      authorization: _bearer,
      'x-api-key': _xApiKey,
      'api-key': _apiKey,
      'x-goog-api-key': _googleKey,
      ...shown
    } = headers;
    const seen: SeenRequest = { ...request, headers: shown, outcome: 'open' };
    this.items.push(seen);
    this.#total += 1;
    if (this.items.length > MAX_KEPT) {
      this.items.shift();
    }
    return seen;
  }
}
