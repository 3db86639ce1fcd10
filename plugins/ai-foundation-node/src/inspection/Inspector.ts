/** A piece of text of a prompt. @public */
export interface InspectedText {
  /** Where it stands in the request's body, as a JSON pointer; names that are not the API's read `*`. */
  place: string;
  text: string;
}

/** What an inspector is asked about. @public */
export interface InspectionRequest {
  texts: readonly InspectedText[];
  /** Id of the dialect that the client speaks. */
  dialect: string;
  /** Ref of the model that it would go to. */
  model: string;
  /** The data tier that the request runs under. */
  tier: string;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** Something that an inspector found. The gateway keeps its kind and place, never its text. @public */
export interface InspectorFinding {
  /** What it is, in lower-case letters, digits and hyphens, for example `prompt-injection`. */
  kind: string;
  /** Index of the text that it is in. */
  text: number;
  /** Where it begins in that text, in UTF-16 units. */
  start: number;
  /** Where it ends, exclusive. */
  end: number;
}

/**
 * Inspects prompts before they are sent on. It is asked where a rule of the
 * policy names the control `inspection.external`; the rule says what follows
 * from a finding.
 *
 * @public
 */
export interface Inspector {
  /** In lower-case letters, digits and hyphens. */
  id: string;
  /** How long a request waits for it at most. */
  timeoutMs: number;
  /**
   * What happens to a request while it fails or is too slow: `closed` refuses
   * it with 503, `open` lets it pass without this inspector's findings.
   */
  failMode: 'closed' | 'open';
  inspect(request: InspectionRequest): Promise<readonly InspectorFinding[]>;
}
