import { Refusal } from '../../subgraphs/kit/errors.js';
import { ROLES } from '../core/index.js';
import type { Settled } from '../store/index.js';
import { authorOf } from './author.js';
import { KEY_INVALID, orKeyReused } from './caller-client.js';
import type { ConsentProblem } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { ownActEntry, refusing } from './own-act.js';
import { problemsOfLength } from './text-lengths.js';
import { wellKeyed } from './well-keyed.js';

/**
 * Settles a notice or a task of the caller's unit, once per key; `texts` is what is written with it. Whether there is such a one is the answer;
 * what is wrong with the request itself is told as an error. @throws Refusal
 */
export async function settle(
  path: string, { id, idempotencyKey, ...texts }: { readonly id: string; readonly idempotencyKey: string; readonly outcome?: string }, context: ConsentApiContext,
  work: (settled: Settled) => Promise<boolean>,
): Promise<boolean> {
  const { caller: { requester: { role } }, now } = context;
  const refuse = refusing(path, context, (problem?: ConsentProblem) => {
    if (problem) throw new Refusal('BAD_REQUEST', problem.message);
    return false;
  });
  const [problem] = [...(wellKeyed(idempotencyKey) ? [] : [KEY_INVALID]), ...problemsOfLength(texts)];
  if (problem) return refuse(problem);
  if (!ROLES[role].personalData || texts.outcome?.trim() === '') return refuse();
  const author = authorOf(context, path, idempotencyKey, { id, ...texts });
  const entry: Settled['entry'] = (clientId, isNew) => ownActEntry(isNew ? 'CONSENT' : 'NOOP', path, context, { clientId });
  return (await orKeyReused(work({ id, author, at: now, entry }), refuse)) || refuse();
}
