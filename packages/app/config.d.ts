export interface Config {
  aiFoundation?: {
    /**
     * Whether this portal is a demo, where anyone signs in as anyone.
     * @visibility frontend
     */
    demo?: boolean;
  };
}
