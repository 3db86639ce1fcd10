/** Something that the gateway checks by itself. @public */
export interface GatewayControl {
  id: string;
  /** What it checks, as a noun: "data tier". */
  title: string;
}

/**
 * Every control that a rule of the policy can name as its enforcement: those of
 * each request by the ids of their verdicts, those that inspect a prompt with the
 * prefix `inspection.`, those of a key request with the prefix `key-request.`.
 *
 * @public
 */
export const gatewayControls: readonly GatewayControl[] = [
  { id: 'key', title: 'active key' },
  { id: 'owner', title: 'owner of the key' },
  { id: 'aup', title: 'acknowledgement of the policy' },
  { id: 'model', title: 'model in the catalog' },
  { id: 'approval', title: 'approval of the model' },
  { id: 'scope', title: 'models of the key' },
  { id: 'tier', title: 'data tier' },
  { id: 'price', title: 'price in force' },
  { id: 'ceiling', title: 'cost ceiling' },
  { id: 'probe', title: "keys of the gateway's own checks" },
  { id: 'rate', title: 'requests and tokens per minute' },
  { id: 'concurrency', title: 'requests at the same time' },
  { id: 'inspection.secrets', title: 'secrets in prompts' },
  { id: 'inspection.personal-data', title: 'personal data in prompts' },
  { id: 'inspection.external', title: 'findings of external inspectors' },
  { id: 'key-request.aup', title: 'acknowledgement before a key' },
  { id: 'key-request.owner', title: 'owning team of a key' },
  { id: 'key-request.application', title: 'application of a key' },
  { id: 'key-request.purpose', title: 'purpose of a key' },
  { id: 'key-request.tier', title: 'data tier of a key' },
  { id: 'key-request.models', title: 'models asked for with a key' },
  { id: 'key-request.expiry', title: 'end of a key' },
  { id: 'key-request.kind', title: 'kind of a key' },
  { id: 'key-request.agent', title: 'no keys for agents' },
  { id: 'key-request.eligibility', title: 'who may have a key' },
  {
    id: 'key-request.data-sources',
    title: 'data sources of the application',
  },
  { id: 'key-request.ceiling', title: 'ceiling of a key' },
  { id: 'key-request.limits', title: 'limits of a key' },
];

/** The control of this id, where there is one. @public */
export function gatewayControl(id: string): GatewayControl | undefined {
  return gatewayControls.find(control => control.id === id);
}
