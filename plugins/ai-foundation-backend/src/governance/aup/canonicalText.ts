import { createHash } from 'node:crypto';
import {
  AupDocument,
  AupSection,
  enforcementWords,
  InspectionTerms,
  RuleEnforcement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { canonicalJson } from '../../kernel/canonicalJson';

/**
 * The document with each text in Unicode's composed form and with line feeds
 * alone, so that what looks the same is the same.
 */
export function normaliseDocument(document: AupDocument): AupDocument {
  return {
    title: oneLine(document.title),
    introduction: normalise(document.introduction),
    ...(document.eligible && {
      eligible: {
        text: oneLine(document.eligible.text),
        groups: document.eligible.groups.map(reference),
      },
    }),
    purposes: document.purposes.map(({ id, title, description }) => ({
      id: oneLine(id),
      title: oneLine(title),
      description: oneLine(description),
    })),
    sections: document.sections.map(normaliseSection),
  };
}

function normaliseSection(section: AupSection): AupSection {
  return {
    id: section.id,
    title: oneLine(section.title),
    text: normalise(section.text),
    ...(section.tiers && { tiers: section.tiers.map(reference) }),
    rules: section.rules.map(({ id, statement, enforcement }) => ({
      id: oneLine(id),
      statement: oneLine(statement),
      ...(enforcement && { enforcement: normaliseEnforcement(enforcement) }),
    })),
  };
}

function normaliseEnforcement(enforcement: RuleEnforcement): RuleEnforcement {
  switch (enforcement.kind) {
    case 'automated':
      return {
        kind: 'automated',
        control: enforcement.control,
        ...(enforcement.inspection && {
          inspection: normaliseTerms(enforcement.inspection),
        }),
      };
    case 'manual':
      return { kind: 'manual', ownerRef: reference(enforcement.ownerRef) };
    default:
      return {
        kind: 'planned',
        by: enforcement.by,
        acceptedRisk: oneLine(enforcement.acceptedRisk),
        acceptedBy: reference(enforcement.acceptedBy),
      };
  }
}

function normaliseTerms(terms: InspectionTerms): InspectionTerms {
  const { tiers, kinds, purposes } = terms;
  return {
    ...terms,
    ...(kinds && { kinds: kinds.map(reference) }),
    ...(tiers && { tiers: tiers.map(reference) }),
    ...(purposes && { purposes: purposes.map(oneLine) }),
  };
}

/**
 * The text that people read and acknowledge: a normalised document as Markdown.
 * Equal documents have equal text; the version is part of it, so that no two
 * versions share a hash.
 */
export function canonicalText(version: string, document: AupDocument): string {
  return [
    `# ${document.title}`,
    `Version ${version}`,
    document.introduction,
    ...(document.eligible ? eligibleText(document.eligible) : []),
    '## Purposes',
    document.purposes
      .map(
        ({ id, title, description }) =>
          `- **${title}** (\`${id}\`): ${description}`,
      )
      .join('\n'),
    ...document.sections.flatMap(sectionText),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/**
 * What a review is of: equal documents have equal hashes, whatever the number of
 * the version that they become.
 */
export function contentSha256Of(document: AupDocument): string {
  return sha256Of(canonicalJson(normaliseDocument(document)));
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function normalise(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

function oneLine(text: string): string {
  return normalise(text).replace(/\s+/g, ' ');
}

function eligibleText({ text, groups }: NonNullable<AupDocument['eligible']>) {
  return [
    '## Who may use it',
    text,
    groups.map(ref => `- \`${ref}\``).join('\n'),
  ];
}

function sectionText(
  { title, text, tiers, rules }: AupSection,
  index: number,
): string[] {
  return [
    `## ${index + 1}. ${title}`,
    ...(text ? [text] : []),
    ...(tiers?.length ? [`Data tiers: ${tiers.join(', ')}`] : []),
    rules
      .map(({ id, statement, enforcement }) =>
        [
          `- **${id}** ${statement}`,
          ...(enforcement ? [`*(${enforcementWords(enforcement)})*`] : []),
        ].join(' '),
      )
      .join('\n'),
  ];
}

/** An entity ref or the name of one, as the catalog compares them. */
function reference(text: string): string {
  return oneLine(text).toLocaleLowerCase('en-US');
}
