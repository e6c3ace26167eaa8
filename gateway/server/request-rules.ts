import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

/**
 * Refuses requests that other software could read differently or that a foreign web page could have caused.
 * @throws Refusal `METHOD_NOT_ALLOWED`, `UNSUPPORTED_MEDIA_TYPE`, `CSRF_REFUSED`
 */
export function checkRequest({ method, headersDistinct: headers }: IncomingMessage): void {
  if (method !== 'GET' && method !== 'POST') throw methodNotAllowed('GET, POST');
  const types = headers['content-type'] ?? [];
  const encodings = headers['content-encoding'] ?? [];
  if (types.length > 1 || (method === 'POST' && types.length === 0) || !types.every(isJson)) throw onlyJson();
  if (!encodings.every((encoding) => encoding.trim().toLowerCase() === 'identity')) throw onlyPlain();
  if (method === 'GET' && !isDeliberate(headers)) throw mayBeForged();
}

export const methodNotAllowed = (allow: string): Refusal =>
  new Refusal(405, 'METHOD_NOT_ALLOWED', { de: `Hier ist nur ${allow} möglich.`, en: `Only ${allow} is possible here.` }, { allow });

/** JSON is UTF-8 (RFC 8259 § 8.1). Other charsets have been used to exhaust decoders (CVE-2026-23897). */
const isJson = (type: string): boolean => /^\s*application\/json\s*(;\s*charset\s*=\s*("utf-8"|utf-?8)\s*)?$/i.test(type);

/**
 * A page of another site can send a GET without asking first, but not with these headers (they need a CORS
 * preflight), and links, forms and images cannot ask for JSON.
 */
const isDeliberate = (headers: IncomingMessage['headersDistinct']): boolean =>
  ['authorization', 'x-purpose-of-use', 'x-requested-with', 'apollo-require-preflight', 'content-type'].some((name) => headers[name]) ||
  (headers.accept ?? []).some((accept) => /application\/(graphql-response\+)?json/i.test(accept));

const onlyJson = () =>
  new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', {
    de: 'Nur Content-Type: application/json in UTF-8 wird angenommen.',
    en: 'Only Content-Type: application/json in UTF-8 is accepted.',
  }, { 'accept-post': 'application/json; charset=utf-8' });

const onlyPlain = () =>
  new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', {
    de: 'Komprimierte Anfragen werden nicht angenommen; bitte ohne Content-Encoding senden.',
    en: 'Compressed requests are not accepted; send it without Content-Encoding.',
  }, { 'accept-encoding': 'identity' });

const mayBeForged = () =>
  new Refusal(400, 'CSRF_REFUSED', {
    de: 'Diese GET-Anfrage könnte von einer fremden Webseite stammen. Bitte Accept: application/json oder X-Requested-With senden.',
    en: 'This GET request could come from a foreign web page. Send Accept: application/json or X-Requested-With.',
  });
