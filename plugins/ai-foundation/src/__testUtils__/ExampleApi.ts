import {
  api,
  CallOptions,
  Key,
  Profile,
  ResponseOf,
  RouteDefinition,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { AiFoundationApi } from '../api/aiFoundationApiRef';
import {
  exampleCeiling,
  exampleDrill,
  exampleEvaluation,
  exampleEvent,
  exampleRaise,
} from './exampleCeilings';
import {
  exampleModelHistory,
  examplePrices,
  exampleProviders,
  exampleSuggestion,
} from './exampleModelHistory';
import {
  exampleEntries,
  exampleJobs,
  exampleVerification,
} from './exampleAudit';
import {
  exampleCampaign,
  exampleObligation,
  exampleRecipients,
} from './exampleCirculation';
import { answerDrafts } from './exampleDrafts';
import {
  exampleCoverage,
  exampleRule,
  exampleScheme,
  exampleSet,
  exampleSources,
} from './exampleData';
import { exampleExemption } from './exampleExemptions';
import { exampleInventory } from './exampleInventory';
import { exampleModels, exampleTiers } from './exampleModels';
import { examplePolicy } from './examplePolicy';
import { exampleRequests, exampleStory } from './exampleRequests';
import { exampleReplay, exampleSimulation } from './exampleSimulations';
import { exampleCharter, exampleMeeting, exampleSeats } from './exampleSeats';
import {
  exampleAcknowledgements,
  exampleCosts,
  exampleKey,
  exampleProfile,
  exampleTeams,
  inDays,
} from './exampleTeams';

type Answerer = (options: CallOptions<RouteDefinition>) => unknown;

/** What a test can say about one operation. */
export type AnswerFor<T extends RouteDefinition> = (
  options: CallOptions<T>,
) => ResponseOf<T> | Promise<ResponseOf<T>>;

/** The secret that the example API issues. */
export const EXAMPLE_SECRET = 'aif_k7m2q9xw4c_thisIsTheSecretOfAnExample0000';

/** A control plane in memory: a small company, and answers that can be replaced. */
export class ExampleApi implements AiFoundationApi {
  readonly #answers = new Map<RouteDefinition, Answerer>();
  readonly calls: Array<{
    route: RouteDefinition;
    options: CallOptions<RouteDefinition>;
  }> = [];
  profile: Profile = exampleProfile;
  keys: Key[] = [
    exampleKey({ id: 'k7m2q9xw4c' }),
    exampleKey({
      id: 'p3v8n1ze6h',
      ownerRef: 'group:default/shipment-tracking',
      applicationRef: undefined,
      purpose: 'code-assistance',
      models: ['aimodel:default/gpt-4o', 'aimodel:default/gpt-4o-mini'],
      expiresAt: inDays(5),
      lastUsedAt: undefined,
    }),
    exampleKey({
      id: 'b4t0y5rs2j',
      state: 'revoked',
      revokedAt: inDays(-9),
      revokedBy: 'user:default/amina.okafor',
    }),
  ];

  constructor() {
    answerDrafts(this);
    this.on(api.getProfile, () => this.profile);
    this.on(api.getInbox, () => ({ items: [] }));
    this.on(api.listAuditEntries, () => ({ items: exampleEntries }));
    this.on(
      api.getAuditEntry,
      ({ params }) =>
        exampleEntries.find(({ seq }) => seq === Number(params?.seq)) ??
        exampleEntries[0],
    );
    this.on(api.verifyAudit, () => exampleVerification);
    this.on(api.listJobs, () => ({ items: exampleJobs }));
    this.on(api.getCurrentAup, () => this.#currentAup());
    this.on(api.getAupVersion, ({ params }) => ({
      ...examplePolicy,
      version: params?.version ?? '',
    }));
    this.on(api.listAupVersions, () => ({
      items: [
        examplePolicy,
        { ...examplePolicy, version: '1.0', publishedAt: inDays(-120) },
      ],
    }));
    this.on(api.acknowledgeAup, () => this.#acknowledge());
    this.on(api.getTeamAcknowledgements, () => exampleAcknowledgements);
    this.on(api.getMyAcknowledgement, () => exampleObligation());
    this.on(api.listCampaigns, () => ({ items: [exampleCampaign] }));
    this.on(api.getCampaign, () => exampleCampaign);
    this.on(api.listCampaignRecipients, () => ({ items: exampleRecipients }));
    this.on(api.listModels, () => ({ items: exampleModels }));
    this.on(api.listModelDecisions, () => exampleModelHistory);
    this.on(api.listModelPrices, () => ({ items: examplePrices }));
    this.on(api.listProviders, () => ({ items: exampleProviders }));
    this.on(api.suggestModelPrice, () => exampleSuggestion);
    this.on(api.listExemptions, () => ({
      items: [exampleExemption()],
      maxDays: 90,
    }));
    this.on(api.getTierScheme, () => exampleScheme);
    this.on(api.listDataSources, () => ({
      coverage: exampleCoverage,
      items: exampleSources,
    }));
    this.on(api.listClassificationRules, () => ({ items: [exampleRule] }));
    this.on(api.getInitialSet, () => ({
      evaluation: {
        state: 'not-evaluable' as const,
        checks: [
          {
            id: 'approved',
            passed: false,
            reason: 'No initial set is approved yet.',
          },
        ],
      },
      proposed: exampleSet,
      mayApprove: true,
    }));
    this.on(api.listTiers, () => ({ items: exampleTiers }));
    this.on(api.listCeilings, () => ({
      items: [exampleCeiling],
      evaluation: exampleEvaluation,
    }));
    this.on(api.listCeilingRaises, () => ({ items: [exampleRaise] }));
    this.on(api.listCeilingEvents, () => ({ items: [exampleEvent] }));
    this.on(api.listCeilingDrills, () => ({ items: [exampleDrill] }));
    this.on(api.getCeilingDrill, () => exampleDrill);
    this.on(api.getSeats, () => exampleSeats);
    this.on(api.listCharters, () => ({ items: [exampleCharter] }));
    this.on(api.listMeetings, () => ({ items: [exampleMeeting] }));
    this.on(api.getInventory, () => exampleInventory);
    this.on(api.listKeys, () => ({ items: this.keys }));
    this.on(api.checkKeyRequest, ({ body }) => ({
      issuable: this.profile.aup.state === 'acknowledged',
      way:
        this.profile.aup.state === 'acknowledged'
          ? ('at-once' as const)
          : ('refused' as const),
      approvers: [],
      checks: [
        {
          control: 'aup' as const,
          passed: this.profile.aup.state === 'acknowledged',
          needsApproval: false,
          reason: 'Version 2.0 of the policy must be acknowledged.',
        },
        {
          control: 'owner' as const,
          passed: true,
          needsApproval: false,
          reason: 'You belong to Shipment Tracking.',
        },
        {
          control: 'models' as const,
          passed: true,
          needsApproval: false,
          reason: `Approved for ${body?.tier} data.`,
        },
      ],
    }));
    this.on(api.listKeyRequests, () => ({ items: [] }));
    this.on(api.listFindings, () => ({ items: [], unresolved: 0 }));
    this.on(api.issueKey, ({ body }) => this.#issue(body?.models ?? []));
    this.on(api.revokeKey, ({ params }) => this.#revoke(params?.id ?? ''));
    this.on(api.listRequests, () => ({
      items: exampleRequests,
      nextCursor: 'older',
    }));
    this.on(api.getRequest, ({ params }) => {
      const known = exampleRequests.find(({ id }) => id === params?.id);
      return exampleStory({
        ...known,
        id: params?.id ?? '',
        costPicoUsd: undefined,
      });
    });
    this.on(api.listOperations, () => ({
      items: [
        {
          dialect: 'openai',
          operation: 'chat.completions',
          modelType: 'chat',
        },
        { dialect: 'anthropic', operation: 'messages', modelType: 'chat' },
      ],
    }));
    this.on(api.simulate, () => exampleSimulation());
    this.on(api.replayChange, () => exampleReplay);
    this.on(api.getCosts, () => exampleCosts(30));
    this.on(api.listTeams, () => ({ items: exampleTeams }));
    this.on(api.getTeam, () => exampleTeams[0]);
  }

  /** Replaces what an operation answers. */
  on<T extends RouteDefinition>(route: T, answer: AnswerFor<T>): this {
    this.#answers.set(route, answer as Answerer);
    return this;
  }

  async call<T extends RouteDefinition>(
    route: T,
    options: CallOptions<T> = {},
  ): Promise<ResponseOf<T>> {
    this.calls.push({ route, options });
    const answer = this.#answers.get(route);
    if (!answer) {
      throw new Error(`The example company does not answer ${route.path}`);
    }
    return (await answer(options)) as ResponseOf<T>;
  }

  /** What an operation was called with, call by call. */
  callsOf<T extends RouteDefinition>(route: T): Array<CallOptions<T>> {
    return this.calls
      .filter(call => call.route === route)
      .map(call => call.options as CallOptions<T>);
  }

  #currentAup() {
    const { state, acknowledgedAt } = this.profile.aup;
    return {
      ...examplePolicy,
      acknowledgedAt: state === 'acknowledged' ? acknowledgedAt : undefined,
    };
  }

  #acknowledge() {
    const acknowledgedAt = new Date().toISOString();
    this.profile = {
      ...this.profile,
      aup: { currentVersion: '2.0', state: 'acknowledged', acknowledgedAt },
    };
    return {
      version: '2.0',
      sha256: examplePolicy.sha256,
      userRef: this.profile.userRef,
      userName: this.profile.name,
      acknowledgedAt,
      hash: 'ab'.repeat(32),
    };
  }

  #issue(models: string[]) {
    const key = exampleKey({
      id: 'n9w6d2fa8u',
      models,
      createdAt: new Date().toISOString(),
      expiresAt: inDays(90),
      lastUsedAt: undefined,
    });
    this.keys = [key, ...this.keys];
    return { key, secret: EXAMPLE_SECRET };
  }

  #revoke(id: string) {
    this.keys = this.keys.map(key =>
      key.id === id
        ? { ...key, state: 'revoked', revokedAt: new Date().toISOString() }
        : key,
    );
    return this.keys.find(key => key.id === id) ?? this.keys[0];
  }
}
