import { ModelRequest } from '@ai-foundation/backstage-plugin-ai-foundation-node';
import { merged } from './findIn';
import { PromptText, replaceTexts } from './PromptTexts';
import type { Found } from './PromptInspector';

/** The request without what rules have taken out. Its size stays an upper bound of what is sent. */
export function redact(
  request: ModelRequest,
  findings: readonly Found[],
): ModelRequest {
  const taken = Map.groupBy(
    findings.filter(({ mode, inName }) => mode === 'redact' && !inName),
    ({ text }) => text,
  );
  if (taken.size === 0) {
    return request;
  }
  const changes = new Map<PromptText, string>();
  let addedBytes = 0;
  for (const [text, found] of taken) {
    const changed = without(text.text, found);
    addedBytes += Math.max(
      Buffer.byteLength(changed) - Buffer.byteLength(text.text),
      0,
    );
    changes.set(text, changed);
  }
  return {
    ...request,
    body: replaceTexts(request.body, changes),
    bodyBytes: request.bodyBytes + addedBytes,
    // What is billed as output may be a text of the request.
    extraOutputTokens:
      request.extraOutputTokens > 0
        ? request.extraOutputTokens + addedBytes
        : 0,
  };
}

function without(text: string, found: readonly Found[]): string {
  let changed = '';
  let at = 0;
  for (const { start, end, kind } of merged(found)) {
    changed += `${text.slice(at, start)}[redacted: ${kind}]`;
    at = end;
  }
  return changed + text.slice(at);
}
