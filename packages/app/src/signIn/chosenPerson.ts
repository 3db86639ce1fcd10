const storageKey = 'ai-foundation.demo-person';

/** The ref of the person that this browser signs in as, while there is one. */
export const chosenPerson = {
  get: (): string | undefined =>
    window.localStorage.getItem(storageKey) ?? undefined,
  set: (userRef: string) => window.localStorage.setItem(storageKey, userRef),
  forget: () => window.localStorage.removeItem(storageKey),
};
