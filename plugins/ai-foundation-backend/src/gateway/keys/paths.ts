/** Where in the portal an approved key is collected, up to the request's id. */
export const KEY_REQUEST_PATH = '/keys/new?request=';

/** Where a person sees their keys and key requests. */
export const KEYS_PATH = '/home';
