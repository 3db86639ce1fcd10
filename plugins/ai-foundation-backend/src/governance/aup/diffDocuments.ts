import {
  AupChange,
  AupDocument,
  DiffPart,
  enforcementWords,
  RuleEnforcement,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { diffWordsWithSpace } from 'diff';

/** Past this, comparing word by word is given up for the whole texts. */
const LONGEST_MS = 1_000;

/** A piece of a document with a text of its own. */
interface Piece {
  kind: AupChange['kind'];
  id: string | undefined;
  /** The section that a rule is in. */
  sectionId?: string;
  text: string;
}

/** Names people and groups as readers know them. */
type NameOf = (entityRef: string) => string;

/** What differs between two documents, in the order of the newer one. */
export function diffDocuments(
  from: AupDocument,
  to: AupDocument,
  nameOf: NameOf,
): AupChange[] {
  const before = piecesOf(from, nameOf);
  const after = piecesOf(to, nameOf);
  const removed = [...before].filter(([key]) => !after.has(key));
  return [
    ...[...after].flatMap(([key, piece]) => changeOf(before.get(key), piece)),
    ...removed.map(([, { kind, id, text }]) => ({
      kind,
      id,
      change: 'removed' as const,
      parts: diffTexts(text, ''),
    })),
  ];
}

function changeOf(before: Piece | undefined, after: Piece): AupChange[] {
  const { kind, id, sectionId, text } = after;
  const parts = diffTexts(before?.text ?? '', text);
  if (!before) {
    return [{ kind, id, change: 'added', parts }];
  }
  const hasMoved = before.sectionId !== sectionId;
  if (before.text === text && !hasMoved) {
    return [];
  }
  return [
    {
      kind,
      id,
      change: 'changed',
      ...(hasMoved && { movedFrom: before.sectionId }),
      parts,
    },
  ];
}

function piecesOf(document: AupDocument, nameOf: NameOf): Map<string, Piece> {
  const { title, introduction, eligible, purposes, sections } = document;
  const pieces: Piece[] = [
    { kind: 'title', id: undefined, text: title },
    { kind: 'introduction', id: undefined, text: introduction },
    ...(eligible
      ? [
          {
            kind: 'eligible' as const,
            id: undefined,
            text: [eligible.text, ...eligible.groups.map(nameOf)].join('\n'),
          },
        ]
      : []),
    ...purposes.map(purpose => ({
      kind: 'purpose' as const,
      id: purpose.id,
      text: `${purpose.title}\n${purpose.description}`,
    })),
    ...sections.flatMap(section => [
      {
        kind: 'section' as const,
        id: section.id,
        text: [section.title, section.text, (section.tiers ?? []).join(', ')]
          .filter(Boolean)
          .join('\n'),
      },
      ...section.rules.map(({ id, statement, enforcement }) => ({
        kind: 'rule' as const,
        id,
        sectionId: section.id,
        text: [
          statement,
          enforcement && enforcementWords(named(enforcement, nameOf)),
        ]
          .filter(Boolean)
          .join('\n'),
      })),
    ]),
  ];
  return new Map(pieces.map(piece => [`${piece.kind}:${piece.id}`, piece]));
}

function named(enforcement: RuleEnforcement, nameOf: NameOf): RuleEnforcement {
  switch (enforcement.kind) {
    case 'manual':
      return { ...enforcement, ownerRef: nameOf(enforcement.ownerRef) };
    case 'planned':
      return { ...enforcement, acceptedBy: nameOf(enforcement.acceptedBy) };
    default:
      return enforcement;
  }
}

function diffTexts(before: string, after: string): DiffPart[] {
  const parts = diffWordsWithSpace(before, after, { timeout: LONGEST_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return parts
    .filter(({ value }) => value !== '')
    .map(({ value, added, removed }) => {
      const isNew = added ? ('added' as const) : ('same' as const);
      return { change: removed ? ('removed' as const) : isNew, text: value };
    });
}
