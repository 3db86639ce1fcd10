/**
 * Cuts `"key": value` out of a JSON object's text and leaves every other
 * character as it is, so that what passes through is not written anew.
 *
 * @returns the text unchanged where the key is not at its top level.
 */
export function removeTopLevelKey(json: string, key: string): string {
  const quoted = JSON.stringify(key);
  let depth = 0;
  let memberStart = -1;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '"': {
        const end = endOfString(json, at);
        if (depth === 1 && memberStart < 0) {
          memberStart = at;
          if (json.slice(at, end) === quoted) {
            return cutMember(json, at, endOfMember(json, end));
          }
        }
        at = end - 1;
        break;
      }
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        depth--;
        break;
      case ',':
        if (depth === 1) {
          memberStart = -1;
        }
        break;
      default:
    }
  }
  return json;
}

/** Index behind the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') {
    at += json[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

/** Index of the comma or brace that ends the member whose value lies behind `start`. */
function endOfMember(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at++) {
    const character = json[at];
    if (character === '"') {
      at = endOfString(json, at) - 1;
    } else if (character === '{' || character === '[') {
      depth++;
    } else if (depth === 0 && (character === ',' || character === '}')) {
      return at;
    } else if (character === '}' || character === ']') {
      depth--;
    }
  }
  return json.length;
}

function cutMember(json: string, start: number, end: number): string {
  if (json[end] === ',') {
    return json.slice(0, start) + json.slice(end + 1).trimStart();
  }
  const before = json.slice(0, start).replace(/,\s*$/, '');
  return before + json.slice(end);
}
