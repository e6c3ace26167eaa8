import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

/**
 * The body as text, counted while it streams in: nothing beyond `limit` bytes is ever kept.
 * @throws Refusal `BODY_TOO_LARGE`, or `BAD_REQUEST` if it is not UTF-8
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<string> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        req.pause();
        reject(tooLarge(limit));
      }
    });
    req.on('end', resolve);
    req.on('error', () => reject(broken('abgebrochen', 'broken off')));
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw broken('kein UTF-8', 'not UTF-8');
  }
}

const tooLarge = (limit: number) =>
  new Refusal(413, 'BODY_TOO_LARGE', {
    de: `Die Anfrage ist zu groß; erlaubt sind ${limit} Bytes.`,
    en: `The request is too large; ${limit} bytes are allowed.`,
  }, {}, { maximum: limit });

const broken = (de: string, en: string) =>
  new Refusal(400, 'BAD_REQUEST', { de: `Die Anfrage ist ${de}.`, en: `The request is ${en}.` });
