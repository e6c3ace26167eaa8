import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from './refusal.js';

/** What goes back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | null;
}

/** For every answer that says nothing else: not stored, not sniffed, not framed, no active content. */
const SECURITY: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

/** A refusal as a GraphQL response without data. */
export const refused = (refusal: Refusal): Answer => json(refusal.status, { errors: [refusal.toJSON()] }, refusal.headers);

/** Sends the answer, unless the caller has gone. An unread body closes the connection: it may be endless. */
export function send(req: IncomingMessage, res: ServerResponse, answer: Answer, extra: Readonly<Record<string, string>>): void {
  if (res.destroyed || res.headersSent) return;
  const body = answer.body ?? '';
  const vary = [answer.headers?.['vary'], extra['vary']].filter(Boolean).join(', ');
  const headers = { ...SECURITY, ...answer.headers, ...extra, ...(vary && { vary }), ...(answer.status !== 304 && { 'content-length': String(Buffer.byteLength(body)) }) };
  res.writeHead(answer.status, req.complete || req.method === 'GET' ? headers : { ...headers, connection: 'close' });
  res.end(req.method === 'HEAD' ? undefined : body);
}
