import { anthropic } from './anthropic';
import { gemini } from './gemini';
import { openAi } from './openAi';
import { Snippets } from './Snippets';

const BY_DIALECT: Readonly<Record<string, Snippets>> = {
  anthropic,
  gemini,
  openai: openAi,
};

/** The programs of a dialect; those of modules have none here. */
export function snippetsOf(dialect: string): Snippets | undefined {
  return BY_DIALECT[dialect];
}
