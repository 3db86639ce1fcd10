/** Which acts are asked for; whatever is absent narrows nothing. */
export interface AuditFilter {
  actors?: string[];
  /** What an action begins with. */
  action?: string;
  subjects?: string[];
  /** Words in the subject or in what was recorded. */
  text?: string;
  origin?: string;
  fromMs?: number;
  toMs?: number;
}
