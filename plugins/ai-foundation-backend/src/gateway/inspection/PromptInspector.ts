import {
  EXTERNAL_INSPECTION,
  inspectionKinds,
  uninspectedOf,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { ModelRequest } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../kernel/Clock';
import { InspectionConfig } from '../../kernel/config/inspectionConfig';
import { createDetectors, Detector } from './detectors';
import { ExternalInspectors } from './ExternalInspectors';
import { findIn } from './findIn';
import { Finding, Inspection, Unread } from './Inspection';
import { InspectionRule } from './InspectionRule';
import { placeOf, PromptText, promptTexts } from './PromptTexts';
import { redact } from './redact';
import { TooCostlyError, WorkMeter } from './WorkMeter';

/** More in one prompt are no longer told one by one. */
const MAX_FINDINGS = 1_000;

/** A prompt, and where it would go. */
export interface Prompt {
  request: ModelRequest;
  dialect: string;
  /** Ref. */
  model: string;
  tier: string;
}

/** A finding together with the text that it is in. */
export interface Found extends Finding {
  text: PromptText;
}

/** What an inspection came to, and the request without what it has taken out. */
export interface Inspected {
  inspection: Inspection;
  request: ModelRequest;
}

/**
 * Looks for what rules of the policy ask for in the texts of a prompt.
 *
 * Guarantees. Nothing of a text leaves it: a finding has a kind and a place. No
 * more text and no more time is spent than configured, and what was left unread
 * is told. Other requests get their turn every few milliseconds.
 */
export class PromptInspector {
  readonly #config: InspectionConfig;
  readonly #external: ExternalInspectors;
  readonly #detectors: readonly Detector[];
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    config: InspectionConfig;
    external: ExternalInspectors;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#external = options.external;
    this.#detectors = createDetectors(options.config);
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  async inspect(
    prompt: Prompt,
    rules: readonly InspectionRule[],
  ): Promise<Inspected> {
    const { request } = prompt;
    const { texts, hasTokens } = promptTexts(request.body);
    const { found, unread } = await this.#look(texts, rules);
    const asksOthers = rules.some(
      ({ control }) => control === EXTERNAL_INSPECTION,
    );
    const others = asksOthers
      ? await this.#askOthers(prompt, texts, rules)
      : { found: [], failed: [], leftOut: [] };
    const all = [...found, ...others.found];
    return {
      inspection: {
        rules: rules.map(({ id }) => id),
        findings: all
          .slice(0, MAX_FINDINGS)
          .map(({ text: _, ...finding }) => finding),
        unread: [
          ...unread,
          ...(hasTokens ? ['tokens' as const] : []),
          ...(all.length > MAX_FINDINGS ? ['too-many' as const] : []),
        ],
        failed: others.failed,
        leftOut: others.leftOut,
      },
      request: redact(request, all),
    };
  }

  /** What the gateway finds by itself. */
  async #look(
    texts: readonly PromptText[],
    rules: readonly InspectionRule[],
  ): Promise<{ found: Found[]; unread: Unread[] }> {
    const asked = this.#detectors
      .map(detector => ({ detector, rules: rulesFor(detector.kind, rules) }))
      .filter(({ rules: own }) => own.length > 0);
    const found: Found[] = [];
    const meter = new WorkMeter(this.#config.maxWorkMs);
    let length = 0;
    try {
      for (const text of texts) {
        length += text.text.length;
        if (length > this.#config.maxTextLength) {
          return { found, unread: ['too-long'] };
        }
        for (const { detector, rules: own } of asked) {
          for (const { start, end, type } of await findIn(
            text.text,
            detector,
            meter,
          )) {
            const { kind } = detector;
            found.push(
              ...own.map(rule =>
                toFound(text, { kind, type, start, end }, rule),
              ),
            );
          }
        }
      }
    } catch (error) {
      if (error instanceof TooCostlyError) {
        return { found, unread: ['too-costly'] };
      }
      throw error;
    }
    return { found, unread: [] };
  }

  /** What the inspectors of modules find. */
  async #askOthers(
    { dialect, model, tier }: Prompt,
    texts: readonly PromptText[],
    rules: readonly InspectionRule[],
  ): Promise<{ found: Found[]; failed: string[]; leftOut: string[] }> {
    const answers = await this.#external.inspect(
      {
        dialect,
        model,
        tier,
        texts: texts.map(text => ({ place: placeOf(text), text: text.text })),
      },
      { clock: this.#clock, logger: this.#logger },
    );
    const found = answers.flatMap(answer =>
      'findings' in answer
        ? answer.findings.flatMap(({ kind, text, start, end }) =>
            rulesFor(kind, rules).map(rule =>
              toFound(
                texts[text],
                { kind, type: answer.inspector.id, start, end },
                rule,
              ),
            ),
          )
        : [],
    );
    const isStrict = rules.some(
      ({ control, terms }) =>
        control === EXTERNAL_INSPECTION && uninspectedOf(terms) === 'block',
    );
    const silent = answers.flatMap(answer =>
      'failure' in answer ? [answer.inspector] : [],
    );
    return {
      found,
      failed: [
        ...silent.filter(({ failMode }) => failMode === 'closed'),
        // A rule that asks for inspectors where there are none is not kept.
        ...(answers.length === 0 && isStrict ? [{ id: 'none' }] : []),
      ].map(({ id }) => id),
      leftOut: silent
        .filter(({ failMode }) => failMode === 'open')
        .map(({ id }) => id),
    };
  }
}

/** Those that ask for a kind; kinds that are not the gateway's own are those of other inspectors. */
function rulesFor(
  kind: string,
  rules: readonly InspectionRule[],
): InspectionRule[] {
  const control =
    inspectionKinds.find(({ id }) => id === kind)?.control ??
    EXTERNAL_INSPECTION;
  return rules.filter(
    rule =>
      rule.control === control && (rule.terms.kinds?.includes(kind) ?? true),
  );
}

function toFound(
  text: PromptText,
  detection: { kind: string; type?: string; start: number; end: number },
  rule: InspectionRule,
): Found {
  return {
    rule: rule.id,
    mode: rule.terms.mode,
    ...detection,
    place: placeOf(text),
    ...(text.isName && { inName: true }),
    text,
  };
}
