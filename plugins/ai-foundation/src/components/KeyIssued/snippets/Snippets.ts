/** What a program needs to know. */
export interface SnippetOptions {
  /** What clients of the dialect take as their base URL. */
  baseUrl: string;
  /** What goes into `model`. */
  model: string;
}

/** How a model of one dialect is called; the secret comes from the shell, never the code. */
export interface Snippets {
  /** Puts the secret and the address where SDKs of the dialect look for them. */
  shell(options: { baseUrl: string; secret: string }): string;
  curl(options: SnippetOptions): string;
  python(options: SnippetOptions): string;
  typescript(options: SnippetOptions): string;
  /** What has to be installed. */
  packages: { python: string; typescript: string };
}
