import type { ChangeAuthor } from '../store/types.js';
import { fingerprintOf } from './caller-client.js';
import type { ConsentApiContext } from './context.js';

/** The caller as who does an act under a key; the fingerprint stands for the act and all that it says. */
export function authorOf({ caller: { requester: { unit, person } }, pseudonyms }: ConsentApiContext, act: string, idempotencyKey: string, says: object): ChangeAuthor {
  return { unit, person: pseudonyms.person(unit, person), idempotencyKey, fingerprint: fingerprintOf({ [act]: says }) };
}
