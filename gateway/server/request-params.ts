import type { RequestParams } from 'graphql-http';
import { Refusal } from './refusal.js';

/** Parameters of a GET (GraphQL over HTTP § 5.3). @throws Refusal `BAD_REQUEST` */
export function paramsFromUrl(url: string): RequestParams {
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
  return checked({ query: parameter('query'), operationName: parameter('operationName'), variables: object('variables'), extensions: object('extensions') });
}

/** Parameters in the body of a POST (GraphQL over HTTP § 5.4). @throws Refusal `BAD_REQUEST`, `BATCHING_REFUSED` */
export function paramsFromBody(body: string): RequestParams {
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

function checked({ query, operationName, variables, extensions }: Record<string, unknown>): RequestParams {
  if (typeof query !== 'string' || query === '') throw bad('Der Parameter query fehlt oder ist kein Text.', 'The parameter query is missing or not a string.');
  if (operationName != null && typeof operationName !== 'string') throw bad('Der Parameter operationName muss ein Text sein.', 'The parameter operationName must be a string.');
  if (variables != null && !isObject(variables)) throw bad('Der Parameter variables muss ein JSON-Objekt sein.', 'The parameter variables must be a JSON object.');
  if (extensions != null && !isObject(extensions)) throw bad('Der Parameter extensions muss ein JSON-Objekt sein.', 'The parameter extensions must be a JSON object.');
  return { query, operationName: operationName ?? null, variables: variables ?? null };
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
