/** Why a text is not read as JSON. */
export interface JsonProblem {
  readonly code: 'TOO_LONG' | 'NO_JSON' | 'TOO_DEEP' | 'DUPLICATE_KEY';
  /** The name that stands twice, empty for the other problems. */
  readonly name: string;
}

export interface Bounds {
  /** Bytes in UTF-8. */
  readonly bytes: number;
  readonly depth: number;
}

/** A string, with the colon that makes it a name, or a bracket. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g;

/**
 * Reads JSON that says one thing only: of two equal names in an object, readers take the first or the last, so what one of
 * them has checked another may not have read (RFC 8259 section 4).
 */
export function readStrictly(text: string, { bytes, depth }: Bounds): { readonly value: unknown; readonly problems: readonly JsonProblem[] } {
  if (Buffer.byteLength(text) > bytes) return { value: null, problems: [{ code: 'TOO_LONG', name: '' }] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { value: null, problems: [{ code: 'NO_JSON', name: '' }] };
  }
  const problems = problemsIn(text, depth);
  return { value: problems.length > 0 ? null : value, problems };
}

/** Looks at the tokens of a text that is known to be JSON. */
function problemsIn(text: string, depth: number): JsonProblem[] {
  const open: Set<string>[] = [];
  const twice = new Set<string>();
  for (const [token, string, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (open.push(new Set()) > depth) return [{ code: 'TOO_DEEP', name: '' }];
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (colon !== undefined) {
      const name = JSON.parse(string!) as string;
      const names = open.at(-1)!;
      if (names.has(name)) twice.add(name);
      names.add(name);
    }
  }
  return [...twice].map((name) => ({ code: 'DUPLICATE_KEY', name }));
}
