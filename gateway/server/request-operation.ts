import type { Operation } from './pipeline.js';
import { Refusal } from './refusal.js';

/** The operation of a GET (GraphQL over HTTP § 5.3). @throws Refusal `BAD_REQUEST` */
export function operationFromUrl(url: string): Operation {
  const search = new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
  const parameter = (name: string): string | null => {
    const values = search.getAll(name);
    if (values.length > 1) throw bad(`Der Parameter ${name} darf nur einmal vorkommen.`, `The parameter ${name} must occur only once.`);
    return values[0] || null;
  };
  const object = (name: string): unknown => {
    const value = parameter(name);
    return value === null ? null : parseJson(value, `Der Parameter ${name}`, `The parameter ${name}`);
  };
  return checked({
    query: parameter('query'), documentId: parameter('documentId'), operationName: parameter('operationName'),
    variables: object('variables'), extensions: object('extensions'),
  });
}

/** The operation in the body of a POST (GraphQL over HTTP § 5.4). @throws Refusal `BAD_REQUEST`, `BATCHING_REFUSED` */
export function operationFromBody(body: string): Operation {
  const value = parseJson(body, 'Die Anfrage', 'The request');
  if (Array.isArray(value)) {
    throw new Refusal(400, 'BATCHING_REFUSED', {
      de: 'Mehrere Operationen in einer Anfrage werden nicht angenommen; bitte einzeln senden.',
      en: 'Several operations in one request are not accepted; send them one by one.',
    });
  }
  if (!isObject(value)) throw bad('Die Anfrage muss ein JSON-Objekt sein.', 'The request must be a JSON object.');
  return checked(value);
}

function checked({ query = null, documentId = null, operationName, variables, extensions }: Record<string, unknown>): Operation {
  if (query !== null && typeof query !== 'string') throw bad('Der Parameter query ist kein Text.', 'The parameter query is not a string.');
  const hash = hashIn(documentId, extensions);
  if (!query && hash === null) throw bad('Der Parameter query fehlt oder ist kein Text; ohne ihn gehört ein Hash in documentId oder extensions.persistedQuery.', 'The parameter query is missing or not a string; without it a hash belongs into documentId or extensions.persistedQuery.');
  if (operationName != null && typeof operationName !== 'string') throw bad('Der Parameter operationName muss ein Text sein.', 'The parameter operationName must be a string.');
  if (variables != null && !isObject(variables)) throw bad('Der Parameter variables muss ein JSON-Objekt sein.', 'The parameter variables must be a JSON object.');
  if (extensions != null && !isObject(extensions)) throw bad('Der Parameter extensions muss ein JSON-Objekt sein.', 'The parameter extensions must be a JSON object.');
  return { query: query || null, hash, operationName: operationName ?? null, variables: variables ?? null };
}

/** The hash of a persisted operation: `documentId` (GraphQL over HTTP, appendix A) or `extensions.persistedQuery` of the usual clients. */
function hashIn(documentId: unknown, extensions: unknown): string | null {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  const sent = isObject(persisted) ? persisted['sha256Hash'] : typeof documentId === 'string' ? documentId.replace(/^sha256:/, '') : documentId;
  if (sent === null || (isObject(persisted) && persisted['version'] !== 1)) return null;
  if (typeof sent === 'string' && /^[0-9a-f]{64}$/i.test(sent)) return sent.toLowerCase();
  throw bad('Der Hash der Operation ist kein SHA-256 (64 Hexziffern).', 'The hash of the operation is no SHA-256 (64 hex digits).');
}

function parseJson(text: string, de: string, en: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad(`${de} ist kein gültiges JSON.`, `${en} is not valid JSON.`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bad = (de: string, en: string): Refusal => new Refusal(400, 'BAD_REQUEST', { de, en });
