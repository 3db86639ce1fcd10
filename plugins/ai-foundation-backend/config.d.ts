export interface Config {
  /** Governance, gateway and operations of generative AI. */
  aiFoundation?: {
    /**
     * Lets demo data count. Never set it where the records
     * matter. Default: false.
     * @visibility frontend
     */
    demo?: boolean;

    /**
     * A YAML file with what the governance of a demo portal has decided, relative
     * to the backend's working directory. It is read in demo mode only.
     */
    demoSeed?: string;

    /**
     * IANA name of the time zone in which days and months begin. Default: UTC.
     */
    timeZone?: string;

    keys?: {
      /** The longest life of a key in days. Default: 90. */
      maxDays?: number;
    };

    exemptions?: {
      /** How many days an exemption may last at most. Default: 90. */
      maxDays?: number;
    };

    /** The model providers that the gateway may send requests to, by id. */
    providers?: {
      [id: string]: {
        /** With the API's version, for example `https://api.openai.com/v1`. */
        baseUrl: string;

        /**
         * The organisation's credential at the provider.
         * @visibility secret
         */
        apiKey: string;

        /** Whether it lies outside of the organisation. Default: true. */
        external?: boolean;
      };
    };

    gateway?: {
      /** Larger bodies are refused. Default: 4194304. */
      maxBodyBytes?: number;

      /** How long a connection to a provider may take. Default: 5000. */
      connectTimeoutMs?: number;

      /** How long a provider may take until its answer begins. Default: 120000. */
      firstByteTimeoutMs?: number;

      /** The longest silence in the middle of an answer. Default: 60000. */
      idleTimeoutMs?: number;

      /** The longest life of one request. Default: 900000. */
      requestTimeoutMs?: number;

      /**
       * How far an answer is still read after its client has gone, so that its
       * usage is known.
       */
      drain?: {
        /** Default: 60000. */
        maxMs?: number;

        /** Default: 8388608. */
        maxBytes?: number;

        /** Answers that are read this way at the same time. Default: 100. */
        maxConcurrent?: number;
      };
    };
  };
}
