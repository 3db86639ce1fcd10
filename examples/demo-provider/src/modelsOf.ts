import type { Model, Models } from './Models.ts';
import type { Wire } from './wireOf.ts';

/** The list of models, as each wire format writes it. */
export function modelListOf(models: Models, wire: Wire): unknown {
  const list = models.list();
  const all = list.data.map(model => modelOf(model, wire));
  switch (wire) {
    case 'anthropic':
      return {
        data: all,
        has_more: false,
        first_id: list.data.at(0)?.id ?? null,
        last_id: list.data.at(-1)?.id ?? null,
      };
    case 'gemini':
      return { models: all };
    default:
      return list;
  }
}

export function modelOf(model: Model, wire: Wire): unknown {
  switch (wire) {
    case 'anthropic':
      return {
        type: 'model',
        id: model.id,
        display_name: model.id,
        created_at: new Date(model.created * 1_000).toISOString(),
      };
    case 'gemini':
      return {
        name: `models/${model.id}`,
        displayName: model.id,
        inputTokenLimit: 1_048_576,
        outputTokenLimit: 65_536,
        supportedGenerationMethods: ['generateContent', 'countTokens'],
      };
    default:
      return model;
  }
}
