import type { IncomingMessage } from 'node:http';
import type { Caller } from '../engine.js';
import { Refusal } from '../server/refusal.js';
import type { Identity } from './identity.js';
import { occasionFrom, purposeFrom } from './purpose.js';
import { requesterFrom } from './requester.js';

type Headers = IncomingMessage['headersDistinct'];

/** Who calls over HTTP, why and on what occasion. @throws Refusal if any of it is missing, doubled, unknown or untrue. */
export async function callerFromHeaders(headers: Headers, identity: Identity): Promise<Caller> {
  const identified = await identity.identify(single(headers, 'authorization'));
  return { ...identified, purpose: purposeFrom(single(headers, 'x-purpose-of-use')), occasion: occasionFrom(single(headers, 'x-occasion')) };
}

/** A caller that another program in this process vouches for: looked up as strictly as the claims of a token. */
export const callerFromProcess = ({ requester, purpose, occasion }: Caller): Caller => ({
  requester: requesterFrom(requester),
  purpose: purposeFrom(purpose),
  occasion: occasionFrom(occasion),
});

/** Two values for one header could be read differently by a proxy and by us, so neither is taken. */
function single(headers: Headers, name: string): string | null {
  const values = headers[name] ?? [];
  if (values.length > 1) {
    throw new Refusal(400, 'BAD_REQUEST', {
      de: `Der Header ${name} darf nur einmal vorkommen.`,
      en: `The header ${name} must occur only once.`,
    });
  }
  return values[0] ?? null;
}
