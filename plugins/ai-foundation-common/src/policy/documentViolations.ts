import {
  AUP_SECTION_IDS,
  AupDocument,
  AupRule,
  AupSection,
  PolicyFinding,
} from '../api/schemas';
import { gatewayControl } from './controls';
import { inspectionViolations } from './inspectionViolations';

/** What a policy document may refer to. @public */
export interface PolicyReferences {
  /** Names of data tiers. */
  tiers: Names;
  /** Refs of groups. */
  groups: Names;
  /** Refs of people. */
  people: Names;
  /** ISO 8601 */
  today: string;
}

interface Names {
  has(name: string): boolean;
}

const MIN_TITLE = 3;
const MIN_TEXT = 20;
const MIN_STATEMENT = 10;
const PURPOSE_ID = /^[a-z][a-z0-9-]{1,39}$/;
const RULE_ID = /^[A-Z]{1,3}\d{1,3}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What keeps a document from being reviewed and published. The schema says its
 * shape alone, so that an unfinished draft can be saved.
 *
 * @public
 */
export function documentViolations(
  document: AupDocument,
  references: PolicyReferences,
): PolicyFinding[] {
  return [
    ...headViolations(document),
    ...eligibleViolations(document, references),
    ...purposeViolations(document),
    ...orderViolations(document),
    ...document.sections.flatMap(section =>
      sectionViolations(section, {
        ...references,
        purposes: document.purposes.map(({ id }) => id),
      }),
    ),
    ...repeatedRules(document),
    ...repeatedSections(document),
    ...automationViolations(document),
  ];
}

function headViolations({ title, introduction }: AupDocument) {
  return [
    ...unless(length(title) >= MIN_TITLE, 'title', 'The policy needs a title'),
    ...unless(
      length(introduction) >= MIN_TEXT,
      'introduction',
      `The introduction needs at least ${MIN_TEXT} characters`,
    ),
  ];
}

function eligibleViolations(
  { eligible }: AupDocument,
  { groups }: PolicyReferences,
): PolicyFinding[] {
  if (!eligible || eligible.groups.length === 0) {
    return [
      finding('eligible', 'It has to name the groups that may use models'),
    ];
  }
  return [
    ...unless(
      length(eligible.text) >= MIN_TEXT,
      'eligible',
      `Who may use models has to be said in at least ${MIN_TEXT} characters`,
    ),
    ...eligible.groups
      .filter(ref => !groups.has(ref))
      .map(ref => finding('eligible', `The catalog has no group '${ref}'`)),
  ];
}

function purposeViolations({ purposes }: AupDocument): PolicyFinding[] {
  return [
    ...unless(
      purposes.length > 0,
      'purposes',
      'At least one purpose has to be there, because each key names one',
    ),
    ...purposes
      .filter(({ id }) => !PURPOSE_ID.test(id))
      .map(({ id }) =>
        finding(
          'purposes',
          `The purpose id '${id}' must be lower-case letters, digits and hyphens`,
        ),
      ),
    ...purposes
      .filter(
        ({ title, description }) =>
          length(title) < MIN_TITLE || length(description) < MIN_TITLE,
      )
      .map(({ id }) =>
        finding(
          'purposes',
          `The purpose '${id}' needs a title and a description`,
        ),
      ),
    ...repeated(purposes.map(({ id }) => id)).map(id =>
      finding('purposes', `The purpose '${id}' is there more than once`),
    ),
  ];
}

function orderViolations({ sections }: AupDocument): PolicyFinding[] {
  const inOrder = AUP_SECTION_IDS.every(
    (id, index) => sections[index]?.id === id,
  );
  return unless(
    inOrder,
    'title',
    `The sections must be ${AUP_SECTION_IDS.join(
      ', ',
    )}: each of them once, in this order`,
  );
}

/** What a rule may refer to. */
interface RuleReferences extends PolicyReferences {
  purposes: string[];
}

function sectionViolations(
  section: AupSection,
  references: RuleReferences,
): PolicyFinding[] {
  const { id, title, rules, tiers = [] } = section;
  return [
    ...unless(
      length(title) >= MIN_TITLE,
      id,
      `The section '${id}' needs a title`,
    ),
    ...unless(
      rules.length > 0,
      id,
      `The section '${id}' needs at least one rule`,
    ),
    ...unless(
      id !== 'data-handling' || tiers.length > 0,
      id,
      'Data handling has to name the data tiers that it is about',
    ),
    ...tiers
      .filter(name => !references.tiers.has(name))
      .map(name => finding(id, `The catalog has no data tier '${name}'`)),
    ...rules.flatMap(rule =>
      ruleViolations(rule, references).map(message => ({
        place: id,
        ruleId: rule.id,
        message,
      })),
    ),
  ];
}

function ruleViolations(
  { id, statement, enforcement }: AupRule,
  references: RuleReferences,
): string[] {
  const wrong: string[] = [];
  if (!RULE_ID.test(id)) {
    wrong.push(
      `The rule id '${id}' must be one to three capital letters and a number, for example D2`,
    );
  }
  if (length(statement) < MIN_STATEMENT) {
    wrong.push(
      `${id} says nothing yet: write at least ${MIN_STATEMENT} characters`,
    );
  }
  return [
    ...wrong,
    ...enforcementViolations(enforcement, references).map(
      message => `${id} ${message}`,
    ),
  ];
}

function enforcementViolations(
  enforcement: AupRule['enforcement'],
  references: RuleReferences,
): string[] {
  const { people, today } = references;
  if (!enforcement) {
    return ['does not say how it is enforced'];
  }
  switch (enforcement.kind) {
    case 'automated':
      return gatewayControl(enforcement.control)
        ? inspectionViolations(
            enforcement.control,
            enforcement.inspection,
            references,
          )
        : [
            `names the control '${enforcement.control}', which the gateway does not have`,
          ];
    case 'manual':
      return people.has(enforcement.ownerRef)
        ? []
        : [
            `needs a named person of the catalog who checks it, and '${enforcement.ownerRef}' is none`,
          ];
    default:
      return [
        ...(DATE.test(enforcement.by) && enforcement.by > today
          ? []
          : ['is planned, so it needs a date in the future']),
        ...(length(enforcement.acceptedRisk) >= MIN_STATEMENT
          ? []
          : ['is planned, so it has to say which risk is accepted until then']),
        ...(people.has(enforcement.acceptedBy)
          ? []
          : [
              `needs a named person of the catalog who accepts the risk, and '${enforcement.acceptedBy}' is none`,
            ]),
      ];
  }
}

function repeatedRules({ sections }: AupDocument): PolicyFinding[] {
  const ids = sections.flatMap(({ rules }) => rules.map(({ id }) => id));
  return repeated(ids).map(ruleId => ({
    place:
      sections.findLast(({ rules }) => rules.some(({ id }) => id === ruleId))
        ?.id ?? 'title',
    ruleId,
    message: `The rule '${ruleId}' is there more than once`,
  }));
}

/** Headings over the same filler text would be no policy. */
function repeatedSections({ sections }: AupDocument): PolicyFinding[] {
  const texts = sections.map(({ text }) => plain(text));
  const contents = sections.map(({ text, rules }) =>
    plain([text, ...rules.map(({ statement }) => statement)].join(' ')),
  );
  const repeats = (values: string[], index: number) =>
    values[index] !== '' && values.indexOf(values[index]) !== index;
  return sections
    .filter((_, index) => repeats(contents, index) || repeats(texts, index))
    .map(({ id }) =>
      finding(id, `The section '${id}' repeats what another section says`),
    );
}

/** A policy that only people watch over would be no gateway's policy. */
function automationViolations({ sections }: AupDocument): PolicyFinding[] {
  const isAutomated = sections.some(({ rules }) =>
    rules.some(({ enforcement }) => enforcement?.kind === 'automated'),
  );
  return unless(
    isAutomated,
    'title',
    'At least one rule has to be enforced by the gateway',
  );
}

function unless(
  holds: boolean,
  place: string,
  message: string,
): PolicyFinding[] {
  return holds ? [] : [finding(place, message)];
}

function finding(place: string, message: string): PolicyFinding {
  return { place, message };
}

function repeated(values: string[]): string[] {
  return [
    ...new Set(
      values.filter((value, index) => values.indexOf(value) !== index),
    ),
  ];
}

function length(text: string): number {
  return text.trim().length;
}

function plain(text: string): string {
  return text.toLocaleLowerCase('en-US').replace(/\s+/g, ' ').trim();
}
