import { authorOf } from '../api/author.js';
import { KEY_INVALID } from '../api/caller-client.js';
import type { ConsentProblem } from '../api/consent-input.js';
import type { ConsentApiContext } from '../api/context.js';
import { ownActEntry } from '../api/own-act.js';
import { wellKeyed } from '../api/well-keyed.js';
import type { OfficersStep } from './approval.types.js';
import { isOfficer, supervisionEntry } from './officer.js';

/** A step of the caller's under a key, as the stores take it. */
export const officersStep = (context: ConsentApiContext, path: string, idempotencyKey: string, says: object): OfficersStep => {
  const { unit, person } = context.caller.requester;
  return { unit, person, author: authorOf(context, path, idempotencyKey, says), entry: supervisionEntry(context, path), again: ownActEntry('NOOP', path, context) };
};

/** What stands against any step, whatever it is about; for who is no officer, nothing exists. */
export const obstaclesOf = (context: ConsentApiContext, idempotencyKey: string, notAvailable: ConsentProblem): readonly ConsentProblem[] => {
  if (!isOfficer(context)) return [notAvailable];
  return wellKeyed(idempotencyKey) ? [] : [KEY_INVALID];
};
