import { ProviderError } from './ProviderError.ts';

export interface Model {
  id: string;
  object: 'model';
  /** Unix seconds. */
  created: number;
  owned_by: string;
}

const CREATED = Date.UTC(2026, 0, 1) / 1_000;

/** The models that the provider serves; it answers like all of them. */
export class Models {
  readonly #byId: Map<string, Model>;

  constructor(ids: string[]) {
    this.#byId = new Map(
      ids.map(id => [
        id,
        { id, object: 'model', created: CREATED, owned_by: 'demo-provider' },
      ]),
    );
  }

  list(): { object: 'list'; data: Model[] } {
    return { object: 'list', data: [...this.#byId.values()] };
  }

  get(id: string): Model {
    const model = this.#byId.get(id);
    if (!model) {
      throw new ProviderError(404, `There is no model '${id}'.`, {
        code: 'model_not_found',
      });
    }
    return model;
  }
}
