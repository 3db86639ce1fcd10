/** Where a detector found something in a text, in UTF-16 units. */
export interface Detection {
  start: number;
  /** Exclusive. */
  end: number;
  /** Which one of its kind, where that is known: `github`, `no-fodselsnummer`. */
  type?: string;
}

/** Finds one kind of thing in texts. It looks at a text alone and keeps nothing of it. */
export interface Detector {
  /** Id of one of `inspectionKinds`. */
  kind: string;
  /** The most characters that it has to see from where something begins. */
  reach: number;
  /** Cheap, and never false for a text in which `detect` finds something. */
  suspects(text: string): boolean;
  detect(text: string): Detection[] | Promise<Detection[]>;
}
