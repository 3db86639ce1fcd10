/** A key that works, and who answers for it. */
export interface HeldKey {
  id: string;
  userRef: string;
  teamRef: string;
}

/**
 * Knows who answers for which keys. Keys are issued a layer above, which tells of
 * them; until it does there are none.
 */
export class KeyHolders {
  #source: (() => Promise<HeldKey[]>) | undefined;

  /** @param source - the keys that are neither revoked nor expired. */
  tellBy(source: () => Promise<HeldKey[]>): void {
    this.#source = source;
  }

  async keys(): Promise<HeldKey[]> {
    return this.#source?.() ?? [];
  }

  /** By the person who answers for them. */
  async byPerson(): Promise<Map<string, HeldKey[]>> {
    return Map.groupBy(await this.keys(), ({ userRef }) => userRef);
  }
}
