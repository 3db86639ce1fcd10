import { anthropicDialect } from './anthropic/anthropicDialect';
import { Dialect } from './Dialect';
import { openAiDialect } from './openai/openAiDialect';

/** Every dialect that the data plane speaks. */
export const dialects: readonly Dialect[] = [openAiDialect, anthropicDialect];
