import { generateKeyPairSync } from 'node:crypto';
import { createKeySecret } from '../../keys/keyFormat';

const MIXED = 'aZ3kQ9xW7cV5bN1mL8pR2tY6uI4oE0sD';

/** Letters and digits without a meaning; put together here so that no scanner takes them for a leak. */
function some(length: number, alphabet = MIXED): string {
  return Array.from(
    { length },
    (_, index) => alphabet[(index * 7 + length) % alphabet.length],
  ).join('');
}

const HEX = '0f1e2d3c4b5a6978';
const LETTERS = 'aZkQxWcVbNmLpRtYuIoEsD';
const DIGITS = '1234567890';

function privateKey(): string {
  const { privateKey: key } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
  });
  return key.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
}

/** What each rule of secretlint is for, by the rule's short name. */
export const EXAMPLE_SECRETS: ReadonlyArray<[string, string]> = [
  [
    '1password',
    `ops_${Buffer.from(
      JSON.stringify({ email: 'a@b.lcl', secretKey: some(90) }),
    )
      .toString('base64')
      .replace(/=+$/, '')}`,
  ],
  ['anthropic', `sk-ant-api03-${some(93)}AA`],
  ['aws', `AWS_SECRET_ACCESS_KEY=${some(40)}`],
  ['aws', `"secretAccessKey": "${some(40)}"`],
  ['basicauth', `https://deploy:${some(16)}@build.norrvik.no/x`],
  ['cloudflare', `cfut_${some(40)}${some(8, HEX)}`],
  [
    'database-connection-string',
    `postgresql://shipments:${some(18)}@db.norrvik.no:5432/events`,
  ],
  [
    'database-connection-string',
    `mongodb+srv://shipments:${some(18)}@db.norrvik.no/events`,
  ],
  [
    'database-connection-string',
    `mysql://shipments:${some(18)}@db.norrvik.no/events`,
  ],
  ['databricks', `dapi${some(32, HEX)}`],
  ['docker', `dckr_pat_${some(27)}`],
  ['figma', `figd_${some(48)}`],
  ['github', `ghp_${some(36)}`],
  ['github', `github_pat_${some(82)}`],
  ['github', `ghs_12_${some(40)}.${some(40)}.${some(40)}`],
  ['gitlab', `glpat-${some(20)}`],
  ['grafana', `glsa_${some(32)}_${some(8, HEX)}`],
  ['groq', `gsk_${some(52)}`],
  ['hashicorp-vault', `hvs.${some(95)}`],
  ['huggingface', `hf_${some(34, LETTERS)}`],
  ['linear', `lin_api_${some(40)}`],
  ['notion', `ntn_${some(11, DIGITS)}${some(35)}`],
  ['npm', `npm_${some(36)}`],
  ['openai', `sk-${some(20)}T3BlbkFJ${some(20)}`],
  ['openai', `sk-proj-${some(74)}T3BlbkFJ${some(74)}`],
  ['privatekey', privateKey()],
  ['sendgrid', `SG.${some(22)}.${some(43)}`],
  ['shopify', `shpat_${some(32)}`],
  ['slack', `xoxb-${some(12, DIGITS)}-${some(24)}`],
  [
    'slack',
    `https://hooks.slack.com/services/T${some(8)}/B${some(8)}/${some(24)}`,
  ],
  ['stripe', `sk_live_${some(24)}`],
  ['tailscale', `tskey-auth-${some(12)}-${some(32)}`],
  ['vercel', `vcp_${some(24)}`],
  ['ai-foundation', createKeySecret().whole],
];
