import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { parseKeySecret } from '../../keys/keyFormat';
import { Detection, Detector } from './Detector';

// It keeps an entry of every run for ever.
secretLintProfiler.setEnabled(false);

const PREFIX = '@secretlint/secretlint-rule-';

/**
 * Rules that are not asked: one lets a text switch the others off by a comment
 * in it, the other knows whole files by their names; the private key in such a
 * file is found all the same.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['filter-comments', 'gcp']);

/** Findings that are no secrets by themselves. */
const NO_SECRETS: ReadonlySet<string> = new Set(['AWSAccountID']);

/**
 * What a text must hold for a rule to find something in it. A rule that is
 * missing here is asked about every text.
 */
const ANCHORS: Readonly<Record<string, string>> = {
  '1password': 'ops_ey',
  anthropic: 'sk-ant-api0',
  aws: '(?:SECRET|[sS]ecret)_?(?:ACCESS|[aA]ccess)_?(?:KEY|[kK]ey)',
  basicauth: '://[-\\w]{1,256}:[-\\w]{1,256}@',
  cloudflare: 'cf(?:k|ut|at)_[A-Za-z0-9]{48}',
  'database-connection-string': '://[^:/\\s]{1,100}:[^@/\\s]{1,200}@',
  databricks: 'dapi[A-Fa-f0-9]{32}',
  docker: 'dckr_pat_',
  figma: 'figd_',
  github: 'gh[pousr]_[A-Za-z0-9]|github_pat_',
  gitlab: 'glpat-',
  grafana: 'glc_|glsa_',
  groq: 'gsk_[A-Za-z0-9]{52}',
  'hashicorp-vault': 'hv[sbr]\\.',
  huggingface: 'hf_[A-Za-z]{34}',
  linear: 'lin_api_',
  notion: 'ntn_\\d{11}',
  npm: 'npm_[A-Za-z0-9_]{36}',
  openai: 'T3BlbkFJ',
  privatekey: 'PRIVATE KEY',
  sendgrid: 'SG\\.\\w{1,128}\\.\\w',
  shopify: 'shp(?:pa|ca|at|ss)_',
  slack:
    'xox[abopr]-|xapp-|[hH][oO][oO][kK][sS]\\.[sS][lL][aA][cC][kK]\\.[cC][oO][mM]',
  stripe: '[rs]k_(?:live|test)_',
  tailscale: 'tskey-',
  vercel: 'vc[aciprk]_[A-Za-z0-9]{20}',
};

const OWN_KEY = 'aif_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}';

const RULES = rules
  .map(rule => ({ name: rule.meta.id.slice(PREFIX.length), rule }))
  .filter(({ name }) => !LEFT_OUT.has(name))
  .map(({ name, rule }) => ({
    name,
    rule,
    id: rule.meta.id,
    anchor: new RegExp(ANCHORS[name] ?? ''),
  }));

const ANY_ANCHOR = new RegExp(
  [...RULES.map(({ anchor }) => anchor.source), OWN_KEY].join('|'),
);

/** Finds credentials by their forms: those that secretlint knows, and the gateway's own keys. */
export const secretDetector: Detector = {
  kind: 'secret',
  // A token of a GitHub app has up to 12,030 characters.
  reach: 12_288,
  suspects: text => ANY_ANCHOR.test(text),
  async detect(text) {
    const asked = RULES.filter(({ anchor }) => anchor.test(text));
    return [...(await lint(text, asked)), ...ownKeys(text)];
  },
};

/** The names of the rules that are asked, and whether an anchor keeps them from most texts. */
export const secretRules = RULES.map(({ name }) => ({
  name,
  hasAnchor: name in ANCHORS,
}));

async function lint(text: string, asked: typeof RULES): Promise<Detection[]> {
  if (asked.length === 0) {
    return [];
  }
  const { messages } = await lintSource({
    source: {
      content: text,
      filePath: 'prompt',
      ext: '.txt',
      contentType: 'text',
    },
    options: { config: { rules: asked }, noPhysicFilePath: true },
  });
  // A message quotes the secret; only its place and its rule are kept.
  return messages
    .filter(({ messageId }) => !NO_SECRETS.has(messageId))
    .map(({ range: [start, end], ruleId }) => ({
      start,
      end,
      type: ruleId.slice(PREFIX.length),
    }));
}

function ownKeys(text: string): Detection[] {
  return [...text.matchAll(new RegExp(OWN_KEY, 'g'))]
    .filter(([key]) => parseKeySecret(key))
    .map(({ 0: key, index }) => ({
      start: index,
      end: index + key.length,
      type: 'ai-foundation',
    }));
}
