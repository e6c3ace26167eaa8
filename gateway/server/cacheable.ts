import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.js';

/** Seconds for which published data may be shown as it was. */
const FRESH = 30;

/**
 * An answer of published data alone, for the asking program's own cache: who may ask is still decided for each caller,
 * so no cache between many may keep it. `304` where the program has it already (RFC 9110 § 13.1.2).
 */
export function cacheable({ status, headers, body }: Answer, { headers: { 'if-none-match': known } }: IncomingMessage): Answer {
  if (status !== 200) return { status, ...(headers && { headers }), ...(body !== undefined && { body }) };
  const etag = `"${createHash('sha256').update(body ?? '').digest('base64url')}"`;
  const caching = { 'cache-control': `private, max-age=${FRESH}`, etag, vary: 'Authorization, Accept' };
  const isKnown = (known ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return isKnown ? { status: 304, headers: caching } : { status, headers: { ...headers, ...caching }, ...(body !== undefined && { body }) };
}
