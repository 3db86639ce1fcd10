import {
  InspectionRequest,
  Inspector,
  InspectorFinding,
  InspectorsExtensionPoint,
} from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** Why an inspector gave no answer that counts. */
export type InspectorFailure = 'timeout' | 'error' | 'invalid-answer';

/** How an inspector does, as health answers tell it. */
export interface InspectorHealth {
  id: string;
  failMode: 'closed' | 'open';
  timeoutMs: number;
  /** `unused` where it was never asked. */
  state: 'unused' | 'working' | 'failing';
  lastFailure: { atMs: number; why: InspectorFailure } | undefined;
}

/** What one inspector said. */
export type InspectorAnswer = { inspector: Inspector } & (
  | { findings: readonly InspectorFinding[] }
  | { failure: InspectorFailure }
);

/** The inspectors of modules: asked at the same time, each within its time. */
export class ExternalInspectors implements InspectorsExtensionPoint {
  readonly #health = new Map<Inspector, InspectorHealth>();

  addInspector(inspector: Inspector): void {
    const { id, failMode, timeoutMs } = inspector;
    if (!NAME.test(id)) {
      throw new Error(
        `The inspector '${id}' needs an id of lower-case letters, digits and hyphens`,
      );
    }
    if (!(timeoutMs > 0)) {
      throw new Error(`The inspector '${id}' needs a timeout above zero`);
    }
    if (this.health.some(other => other.id === id)) {
      throw new Error(`There is an inspector '${id}' already`);
    }
    this.#health.set(inspector, {
      id,
      failMode,
      timeoutMs,
      state: 'unused',
      lastFailure: undefined,
    });
  }

  get health(): InspectorHealth[] {
    return [...this.#health.values()];
  }

  /** Never rejects: who fails is told as such. */
  async inspect(
    request: Omit<InspectionRequest, 'signal'>,
    context: { clock: Clock; logger: LoggerService },
  ): Promise<InspectorAnswer[]> {
    return Promise.all(
      [...this.#health].map(async ([inspector, health]) => {
        const answer = await ask(inspector, request);
        const failure = 'failure' in answer ? answer.failure : undefined;
        if (failure && health.state !== 'failing') {
          // What it threw may quote the prompt.
          context.logger.warn(
            `The inspector '${inspector.id}' gives no answer (${failure}), and fails ${inspector.failMode}`,
          );
        }
        health.state = failure ? 'failing' : 'working';
        if (failure) {
          health.lastFailure = { atMs: context.clock(), why: failure };
        }
        return answer;
      }),
    );
  }
}

async function ask(
  inspector: Inspector,
  request: Omit<InspectionRequest, 'signal'>,
): Promise<InspectorAnswer> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'timeout'>(resolve => {
    timer = setTimeout(() => resolve('timeout'), inspector.timeoutMs);
  });
  // A function of its own, so that what is thrown at once rejects too.
  const asking = async () =>
    inspector.inspect({ ...request, signal: stop.signal });
  try {
    const findings = await Promise.race([asking(), late]);
    if (findings === 'timeout') {
      return { inspector, failure: 'timeout' };
    }
    return isAnswer(findings, request.texts)
      ? { inspector, findings }
      : { inspector, failure: 'invalid-answer' };
  } catch {
    return { inspector, failure: 'error' };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

function isAnswer(
  findings: unknown,
  texts: InspectionRequest['texts'],
): boolean {
  return (
    Array.isArray(findings) &&
    findings.every(
      ({ kind, text, start, end }: Partial<InspectorFinding>) =>
        typeof kind === 'string' &&
        NAME.test(kind) &&
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        start! >= 0 &&
        start! < end! &&
        end! <= (texts[text ?? -1]?.text.length ?? 0),
    )
  );
}
