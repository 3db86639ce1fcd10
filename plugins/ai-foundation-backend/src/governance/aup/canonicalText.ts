import { createHash } from 'node:crypto';
import { AupDocument } from '@ai-foundation/backstage-plugin-ai-foundation-common';

/**
 * The document with each text in Unicode's composed form and with line feeds
 * alone, so that what looks the same is the same.
 */
export function normaliseDocument(document: AupDocument): AupDocument {
  return {
    title: oneLine(document.title),
    introduction: normalise(document.introduction),
    purposes: document.purposes.map(({ id, title, description }) => ({
      id,
      title: oneLine(title),
      description: oneLine(description),
    })),
    sections: document.sections.map(({ id, title, text, rules }) => ({
      id,
      title: oneLine(title),
      text: normalise(text),
      rules: rules.map(rule => ({
        id: rule.id,
        statement: oneLine(rule.statement),
      })),
    })),
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
    '## Purposes',
    document.purposes
      .map(
        ({ id, title, description }) =>
          `- **${title}** (\`${id}\`): ${description}`,
      )
      .join('\n'),
    ...document.sections.flatMap(({ title, text, rules }, index) => [
      `## ${index + 1}. ${title}`,
      ...(text ? [text] : []),
      rules.map(({ id, statement }) => `- **${id}** ${statement}`).join('\n'),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
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
