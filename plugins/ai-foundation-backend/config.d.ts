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

    aup?: {
      /**
       * Refs of the groups that a version of the policy is circulated to, with
       * the groups below them. Default: those that the policy names as eligible,
       * or else every group that has members.
       */
      audience?: string[];

      /** Within how many days a version has to be acknowledged. Default: 14. */
      dueDays?: number;

      /**
       * For how many days after a new major version the one before still counts
       * for keys. Default: 14.
       */
      graceDays?: number;

      /** When a team counts as having acknowledged the policy. */
      teamRule?: {
        /** Whose acknowledgements are asked for. Default: key-holders-and-lead. */
        who?: 'key-holders-and-lead' | 'everyone';

        /**
         * How many of them are enough, in per cent; the lead has to be among
         * them. Default: 100.
         */
        percent?: number;
      };
    };

    keys?: {
      /** The longest life of any key in days. Default: 365. */
      maxDays?: number;

      /** What policy issues by itself; beyond it, an approver is needed. */
      automatic?: {
        /** Name of the highest data tier. Default: internal. */
        maxTier?: string;

        /** Days. Default: 90. */
        maxDays?: number;

        /**
         * The highest ceiling of the key's own, dollars a month, as a string. It
         * is the ceiling of every key that asks for none. Default: no own ceiling.
         */
        maxCeilingUsd?: string;
      };

      /**
       * What every key may use at a time. A key can have limits of its own:
       * narrower ones at once, wider ones with an approval.
       */
      limits?: {
        /** Requests in any 60 seconds, over all replicas. Default: no limit. */
        requestsPerMinute?: number;

        /** Input and output tokens in any 60 seconds, over all replicas. Default: no limit. */
        tokensPerMinute?: number;

        /** Requests at the same time, in each process. Default: no limit. */
        concurrency?: number;
      };

      /** Keys to try something out. */
      experiment?: {
        /** Days. Default: 30. */
        maxDays?: number;

        /** Dollars a month, as a string. Default: 20. */
        maxCeilingUsd?: string;
      };

      /** Keys for probes of those who run the gateway. */
      validation?: {
        /** Days. Default: 7. */
        maxDays?: number;

        /** Dollars a month, as a string. Default: 5. */
        maxCeilingUsd?: string;
      };
    };

    exemptions?: {
      /** How many days an exemption may last at most. Default: 90. */
      maxDays?: number;
    };

    /** The model providers that the gateway may send requests to, by id. */
    providers?: {
      [id: string]: {
        /**
         * The dialect that it speaks: openai, anthropic, gemini, or one that a module adds.
         * Clients reach it below the dialect's prefix. Default: openai.
         */
        dialect?: string;

        /** With the API's version, for example `https://api.openai.com/v1`. */
        baseUrl: string;

        /**
         * The organisation's credential at the provider.
         * @visibility secret
         */
        apiKey: string;

        /** The account that the credential belongs to, and who answers for it. Default: unknown. */
        account?: { id?: string; owner?: string };

        /**
         * How it takes the credential: `bearer`, or `api-key` for the header of that
         * name, as Azure OpenAI does. Default: the way of its dialect.
         */
        auth?: 'bearer' | 'api-key';

        /**
         * For Azure OpenAI below a `baseUrl` that ends in `/openai`: the version of
         * its API. Paths then name the model's deployment. Default: none.
         */
        apiVersion?: string;

        /**
         * Whether it can be asked for the usage of a stream. Where it cannot, the
         * usage of such streams is estimated. Default: true.
         */
        streamUsage?: boolean;

        /** Whether it lies outside of the organisation. Default: true. */
        external?: boolean;

        /**
         * Sent with every request, for example those that a gateway of the organisation
         * wants. Never content-type, host or what else frames the message.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };

        /**
         * Whether an answer whose client has gone is read on for its usage, within
         * `gateway.drain`, or given up at once and estimated. Answers of dialects whose
         * providers charge for them whole are always read on. Default: drain.
         */
        onDisconnect?: 'drain' | 'cancel';

        /** When a request is sent to it again, before the client has seen a byte. */
        retries?: {
          /** After the first try, 5 at most. Default: 1. */
          max?: number;
          /**
           * Statuses after which another try may help. An answer that says
           * `x-should-retry` is believed. Default: 429, 500, 503 and 529.
           */
          statuses?: number[];
          /**
           * All pauses together; a provider that asks for a longer one is not asked
           * again. Default: 5000.
           */
          maxWaitMs?: number;
        };

        /** When it counts as down, and is left alone. */
        circuit?: {
          /** Failures one after the other. Default: 5. */
          failures?: number;
          /** How long it is left alone before one request tries again. Default: 10000. */
          openMs?: number;
        };
      };
    };

    gateway?: {
      /**
       * Keeps prompts and answers of the data tiers whose handling allows it,
       * encrypted. Default: none are kept.
       */
      contentLogging?: {
        /**
         * 32 bytes in Base64, which encrypt what is kept.
         * @visibility secret
         */
        key: string;

        /**
         * Earlier keys, which open what was kept under them.
         * @deepVisibility secret
         */
        previousKeys?: string[];

        /** After how many days contents are deleted. Default: 30. */
        retentionDays?: number;

        /** Of a prompt, and of an answer; what is longer is cut. Default: 65536. */
        maxBytes?: number;
      };

      /** How long the ledger keeps its rows; sums by the hour stay. */
      retention?: {
        /** Default: 400. */
        requestsDays?: number;
      };

      /** How many requests a process works on at the same time. */
      concurrency?: {
        /** Default: 2000. */
        maxRunning?: number;

        /** Who waits for a place; whoever comes after that is refused. Default: 1000. */
        maxWaiting?: number;

        /** The longest wait for a place. Default: 5000. */
        maxWaitMs?: number;
      };

      /** Larger bodies are refused. Default: 4194304. */
      maxBodyBytes?: number;

      /** How prompts are inspected, where rules of the policy ask for it. */
      inspection?: {
        /** Characters of text that are looked at in one request. Default: 4194304. */
        maxTextLength?: number;

        /** How long the gateway works on the prompt of one request. Default: 1000. */
        maxWorkMs?: number;

        /**
         * ISO 3166 codes of countries whose phone numbers are found in their
         * national form too, for example `[NO]`. Default: none, so that only numbers
         * with their country's code are.
         */
        phoneCountries?: string[];
      };

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

      /**
       * How long running requests may take to end when the process is told to
       * stop. Default: 10000.
       */
      shutdownMs?: number;

      /**
       * How old the catalog may be that decides about requests. Default: 60000 in
       * a portal; 3600000 in a data plane alone, which goes on while the portal
       * is away.
       */
      maxCatalogAgeMs?: number;

      /**
       * Where clients reach the data plane, without a dialect's path, for example
       * `https://ai.example.com`. Default: the portal's own URL.
       */
      publicUrl?: string;

      /** How the gateway checks itself. */
      validation?: {
        /**
         * Ref of the group that runs the gateway. It owns the keys of the checks, which
         * reach no provider, and its members are told when a check begins to fail.
         * Default: none, and then the checks that need a key fail.
         */
        owner?: string;

        /** How often probes run. Default: 60. */
        probesEveryMinutes?: number;

        /** How long records are kept; the newest of each kind always are. Default: 400. */
        retentionDays?: number;
      };

      /** A port of the data plane's own, for heavy traffic. Default: none. */
      listen?: {
        port: number;

        /** Default: all interfaces. */
        host?: string;

        /** Connections that the system keeps waiting. Default: 1024. */
        backlog?: number;

        /** Connections at the same time. Default: 10000. */
        maxConnections?: number;

        /** After so many, a connection is closed. Default: 10000. */
        maxRequestsPerConnection?: number;

        /** Larger headers are refused. Default: 16384. */
        maxHeaderBytes?: number;

        /** How long a connection may be idle between requests. Default: 65000. */
        keepAliveTimeoutMs?: number;

        /** How long a client may take to send headers. Default: 10000. */
        headersTimeoutMs?: number;

        /** How long a client may take to send a request whole. Default: 60000. */
        bodyTimeoutMs?: number;

        tls?: {
          /** PEM, or the name of a file, which is read again when it changes. */
          cert: string;

          /**
           * PEM, or the name of a file, which is read again when it changes.
           * @visibility secret
           */
          key: string;
        };
      };
    };
  };
}
