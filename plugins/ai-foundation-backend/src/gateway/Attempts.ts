import { setTimeout as wait } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import {
  GatewayError,
  ModelRequest,
  Operation,
  Upstream,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { admit } from './admit';
import { answerError } from './answerError';
import { Call } from './Call';
import { Decision } from './decision/decide';
import { forward } from './forward';
import { GatewayContext } from './GatewayContext';
import { LedgerSubject } from './ledger/types';
import { PolicyKey } from './policy/PolicySnapshot';
import { internalError, toGatewayError } from './refuse';
import { Route, routeOf } from './routeOf';
import { settle } from './settle';
import { ClientWatch } from './upstream/ClientWatch';
import { Forwarded, nothingSeen, Untold } from './upstream/Forwarded';
import { unavailable } from './upstream/providerErrors';
import { UpstreamLink } from './upstream/UpstreamLink';

/** A request that may go to a provider. */
export interface Asked {
  call: Call;
  key: PolicyKey;
  operation: Operation;
  request: ModelRequest;
  /** Decides about the request anew, as of now, for a model by its ref. */
  decideFor(modelRef: string): Promise<Decision>;
}

/** One try at a provider: one row of the ledger. */
interface Attempt {
  /** From 1. */
  number: number;
  subject: LedgerSubject;
  route: Route;
  elapsedMs(): number;
}

/** The pause before the same provider is asked again, where it names none. */
const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 2_000;

/**
 * Takes a request to its provider, and where that fails there again or to a
 * fallback of its model. Each try is decided, admitted, forwarded and settled by
 * itself; none follows one that may have made a model work, or of which the
 * client has seen a byte.
 */
export class Attempts {
  readonly #gateway: GatewayContext;
  readonly #asked: Asked;
  readonly #watch: ClientWatch;
  readonly #settlements: Array<Promise<void>> = [];
  #count = 0;
  /** Why a provider was not asked at all. */
  #down: GatewayError | undefined;
  /** The newest failure, as long as the client does not know it. */
  #untold: Untold | undefined;

  constructor(gateway: GatewayContext, asked: Asked) {
    this.#gateway = gateway;
    this.#asked = asked;
    this.#watch = new ClientWatch({
      response: asked.call.response,
      config: gateway.config.gateway,
      inFlight: gateway.inFlight,
    });
  }

  /**
   * @param route - of the decision that was taken.
   * @throws GatewayError where nothing was sent: a ceiling or a limit refused it, or
   *   every provider counts as down.
   */
  async run(route: Route): Promise<void> {
    try {
      await this.#tryAll(route);
    } catch (error) {
      if (this.#count === 0) {
        throw error;
      }
      // What came before is what the client is told; this only ends the trying.
      toGatewayError(this.#gateway, error);
    } finally {
      await this.#tell();
      this.#watch.stop();
      await Promise.all(this.#settlements);
    }
  }

  /** Never rejects, so that nothing of what was begun is left behind. */
  async #tell(): Promise<void> {
    try {
      await this.#untold?.tell();
    } catch (error) {
      toGatewayError(this.#gateway, error);
      this.#asked.call.response.destroy();
    }
  }

  async #tryAll(first: Route): Promise<void> {
    await this.#tryWith(first);
    for (const modelRef of first.model.fallbacks) {
      const route = this.#mayGoElsewhere() && (await this.#routeNow(modelRef));
      if (route) {
        await this.#tryWith(route);
      }
    }
    if (this.#count === 0 && this.#down) {
      throw this.#down;
    }
  }

  /** Tries with one model, as often as its provider says that this may help. */
  async #tryWith(first: Route): Promise<void> {
    const { retries } = first.provider;
    const link = this.#gateway.upstreams.for(first.provider);
    let route: Route | undefined = first;
    let { upstream } = link;
    let left = retries.max;
    let waitLeftMs = retries.maxWaitMs;
    while (route && this.#isOpen(link)) {
      const { untold, report } = await this.#try(route, link, upstream);
      this.#untold = untold;
      const askedLess = link.upstream.streamUsage && !upstream.streamUsage;
      if (askedLess && report && !untold) {
        // Only an answer shows that this was what it refused, and not the request.
        link.forgoStreamUsage();
      }
      if (this.#untold?.remedy === 'again') {
        const pauseMs = this.#untold.waitMs ?? pauseBefore(retries.max - left);
        if (left === 0 || pauseMs > waitLeftMs) {
          return;
        }
        left -= 1;
        waitLeftMs -= pauseMs;
        await this.#pause(pauseMs);
      } else if (this.#untold?.remedy === 'ask-less') {
        upstream = { ...upstream, streamUsage: false };
      } else {
        return;
      }
      route = await this.#routeNow(first.model.ref);
    }
  }

  #isOpen({ provider, closedForMs }: UpstreamLink): boolean {
    if (closedForMs !== undefined) {
      this.#down ??= unavailable(provider.id, closedForMs);
    }
    // The first attempt has its row also where its client has gone by now.
    const mayFollow = this.#count === 0 || !this.#watch.isOver;
    return closedForMs === undefined && mayFollow;
  }

  #mayGoElsewhere(): boolean {
    if (this.#count === 0) {
      return true;
    }
    const remedy = this.#untold?.remedy;
    return (
      !this.#watch.isOver && (remedy === 'again' || remedy === 'elsewhere')
    );
  }

  /** Time has passed since the request was decided upon: its key may be revoked by now. */
  async #routeNow(modelRef: string): Promise<Route | undefined> {
    const decision = await this.#asked.decideFor(modelRef);
    const { providers } = this.#gateway.config;
    if (decision.refusal || !providers.has(decision.model?.provider ?? '')) {
      return undefined;
    }
    return routeOf(decision, providers);
  }

  async #try(
    route: Route,
    link: UpstreamLink,
    upstream: Upstream,
  ): Promise<Forwarded> {
    const { key, operation, request } = this.#asked;
    const { ledger, config } = this.#gateway;
    this.#asked.call.decision = route.decision;
    const attempt = this.#next(route);
    const admitted = await admit(ledger, {
      subject: attempt.subject,
      operation,
      request,
      ...route,
      requestTimeoutMs: config.gateway.requestTimeoutMs,
      limits: key.limits,
    });
    this.#count = attempt.number;
    const forwarded = await this.#forward(attempt, link, upstream);
    this.#settlements.push(
      ledger.settle(
        settle({
          ...route,
          ...admitted,
          operation,
          request,
          requestId: attempt.subject.requestId,
          forwarded,
          settledAtMs: this.#gateway.clock(),
          durationMs: attempt.elapsedMs(),
        }),
      ),
    );
    return forwarded;
  }

  #next(route: Route): Attempt {
    const { call, key } = this.#asked;
    const number = this.#count + 1;
    const subject = call.subject(key);
    if (number === 1) {
      return { number, subject, route, elapsedMs: () => call.elapsedMs() };
    }
    const startedAt = performance.now();
    return {
      number,
      subject: {
        ...subject,
        requestId: uuidv7(),
        attempt: number,
        callId: call.id,
        arrivedAtMs: this.#gateway.clock(),
      },
      route,
      elapsedMs: () => performance.now() - startedAt,
    };
  }

  async #forward(
    attempt: Attempt,
    link: UpstreamLink,
    upstream: Upstream,
  ): Promise<Forwarded> {
    const { call, operation, request } = this.#asked;
    this.#watch.cancelsOnDisconnect =
      link.provider.onDisconnect === 'cancel' && !call.dialect.drainsToTheEnd;
    try {
      return await forward({
        call,
        operation,
        request,
        model: attempt.route.model,
        link,
        upstream,
        watch: this.#watch,
        elapsedMs: attempt.elapsedMs,
      });
    } catch (error) {
      this.#gateway.logger.error(
        `Request ${attempt.subject.requestId} failed in the gateway`,
        error as Error,
      );
      return broken(call);
    }
  }

  async #pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#watch.signal }).catch(
      () => undefined,
    );
  }
}

/** Longer each time, and never quite the same for two requests. */
function pauseBefore(retries: number): number {
  const mostMs = Math.min(FIRST_PAUSE_MS * 2 ** retries, LAST_PAUSE_MS);
  return mostMs * (0.5 + Math.random() / 2);
}

/** What is known where the gateway itself failed: a model may have worked. */
function broken(call: Call): Forwarded {
  return {
    outcome: 'truncated',
    httpStatus: undefined,
    errorCode: 'internal_error',
    providerRequestId: undefined,
    report: nothingSeen(),
    whole: false,
    timeToFirstByteMs: undefined,
    untold: {
      remedy: 'nothing',
      waitMs: undefined,
      tell: () => answerError(call, internalError()),
    },
  };
}
