import { createHash } from 'node:crypto';
import {
  exactUsd,
  parseUsd,
  UsageFile,
} from '@ai-foundation/backstage-plugin-ai-foundation-common';
import { CsvError, parse } from 'csv-parse/sync';
import { CatalogSnapshot } from '../../kernel/CatalogView';
import { fullRef } from '../../kernel/fullRef';
import { toolAtHost, toolInText } from './knownTools';
import { Finding } from './types';

/** What a file says, line by line. */
export interface ReadUsageFile {
  sha256: string;
  /** Lines of data. */
  lines: number;
  findings: Finding[];
  skipped: Array<{ line: number; text: string }>;
  problems: Array<{ line: number; message: string }>;
}

/** One line that names a use. */
interface Hit {
  tool: string;
  provider: string | undefined;
  teamRef: string | undefined;
  /** Pico-dollars of an invoice, requests of a DNS log. */
  quantity: bigint;
}

type Columns = Record<string, string>;

const MANDATORY = { invoice: ['vendor', 'amount_usd'], dns: ['host'] };
const OPTIONAL = { invoice: ['team', 'ai'], dns: ['team', 'requests'] };
const LONGEST_HOST = 253;

/**
 * Reads lines of invoices (`vendor,amount_usd,team,ai`) or of a DNS log
 * (`host,requests,team`). Lines of the same vendor or host and team become one
 * finding. What names nothing known as generative AI is skipped, unless an
 * invoice's line says `yes` under `ai`.
 */
export function readUsageFile(
  { source, fileName, content }: UsageFile,
  snapshot: CatalogSnapshot,
): ReadUsageFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { rows, problems } = readRows(source, content);
  const hits: Hit[] = [];
  const skipped: ReadUsageFile['skipped'] = [];
  for (const { line, columns } of rows) {
    try {
      const hit = hitOf(source, columns, snapshot);
      if (hit) {
        hits.push(hit);
      } else {
        skipped.push({ line, text: columns[MANDATORY[source][0]] });
      }
    } catch (error) {
      problems.push({ line, message: (error as Error).message });
    }
  }
  return {
    sha256,
    lines: rows.length,
    findings: toFindings(source, fileName, hits),
    skipped,
    problems,
  };
}

function readRows(source: UsageFile['source'], content: string) {
  const rows: Array<{ line: number; columns: Columns }> = [];
  const problems: ReadUsageFile['problems'] = [];
  try {
    const records = parse(content, {
      bom: true,
      columns: (header: string[]) =>
        header.map(name => name.trim().toLocaleLowerCase('en-US')),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Array<{ record: Columns; info: { lines: number } }>;
    for (const { record, info } of records) {
      rows.push({ line: info.lines, columns: record });
    }
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    problems.push({
      line: Number(error.lines ?? 1),
      message: `This is not CSV: ${error.message}`,
    });
    return { rows, problems };
  }
  const message = headerProblem(source, Object.keys(rows[0]?.columns ?? {}));
  return message
    ? { rows: [], problems: [{ line: 1, message }] }
    : { rows, problems };
}

function headerProblem(
  source: UsageFile['source'],
  names: string[],
): string | undefined {
  if (names.length === 0) {
    return `There is no line of data below a header ${MANDATORY[source].join(
      ',',
    )}`;
  }
  const missing = MANDATORY[source].filter(name => !names.includes(name));
  const known = [...MANDATORY[source], ...OPTIONAL[source]];
  const unknown = names.filter(name => !known.includes(name));
  if (missing.length === 0 && unknown.length === 0) {
    return undefined;
  }
  return `The header has to be ${MANDATORY[source].join(
    ',',
  )} and may add ${OPTIONAL[source].join(',')}; it is ${names.join(',')}`;
}

/** @throws Error saying what is wrong with the line. */
function hitOf(
  source: UsageFile['source'],
  columns: Columns,
  snapshot: CatalogSnapshot,
): Hit | undefined {
  const teamRef = teamOf(columns.team, snapshot);
  return source === 'invoice'
    ? invoiceHit(columns, teamRef)
    : dnsHit(columns, teamRef);
}

function invoiceHit(
  { vendor, amount_usd, ai = '' }: Columns,
  teamRef: string | undefined,
): Hit | undefined {
  if (!vendor || vendor.length > 200) {
    throw new Error('vendor: has to be a name of at most 200 characters');
  }
  if (!['', 'yes', 'no'].includes(ai.toLocaleLowerCase('en-US'))) {
    throw new Error("ai: is 'yes', 'no' or empty");
  }
  let quantity: bigint;
  try {
    quantity = parseUsd(amount_usd);
  } catch {
    throw new Error(
      `amount_usd: '${amount_usd}' is no amount of dollars such as 1250.50`,
    );
  }
  const tool = toolInText(vendor);
  const isMarked = ai.toLocaleLowerCase('en-US') === 'yes';
  return tool || isMarked
    ? { tool: vendor, provider: tool?.provider, teamRef, quantity }
    : undefined;
}

function dnsHit(
  { host, requests = '' }: Columns,
  teamRef: string | undefined,
): Hit | undefined {
  if (!/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?$/i.test(host)) {
    throw new Error(`host: '${host}' is no host name`);
  }
  if (host.length > LONGEST_HOST) {
    throw new Error(`host: is longer than ${LONGEST_HOST} characters`);
  }
  if (!/^\d{0,15}$/.test(requests)) {
    throw new Error(`requests: '${requests}' is no whole number`);
  }
  const tool = toolAtHost(host);
  return (
    tool && {
      tool: host.toLocaleLowerCase('en-US').replace(/\.$/, ''),
      provider: tool.provider,
      teamRef,
      quantity: BigInt(requests || 0),
    }
  );
}

/** @throws Error where there is no such team. */
function teamOf(
  text: string | undefined,
  { teams }: CatalogSnapshot,
): string | undefined {
  if (!text) {
    return undefined;
  }
  const byTitle = [...teams.values()].find(({ title }) => title === text);
  const ref = byTitle?.ref ?? fullRef(text, 'group');
  if (!ref || !teams.has(ref)) {
    throw new Error(
      `team: the catalog knows no team '${text}'; leave it empty where nobody knows`,
    );
  }
  return ref;
}

function toFindings(
  source: UsageFile['source'],
  fileName: string,
  hits: Hit[],
): Finding[] {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) {
    const key = `${hit.tool.toLocaleLowerCase('en-US')}|${hit.teamRef ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), hit]);
  }
  return [...groups].map(([sourceKey, group]) => {
    const [{ tool, provider, teamRef }] = group;
    const total = group.reduce((sum, { quantity }) => sum + quantity, 0n);
    const lines = group.length === 1 ? '1 line' : `${group.length} lines`;
    return {
      teamRef,
      tool,
      provider,
      purpose: undefined,
      tier: undefined,
      dataSourceRefs: [],
      sanctioned: false,
      since: undefined,
      ownerRef: undefined,
      notes: undefined,
      sourceKey,
      evidence:
        source === 'invoice'
          ? `USD ${exactUsd(total)} in ${lines} of ${fileName}`
          : `${total} requests in ${lines} of ${fileName}`,
    };
  });
}
