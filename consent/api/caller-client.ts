import { createHash } from 'node:crypto';
import { ROLES, UNITS, type ClientRecords, type Rechtskreis } from '../core/index.js';
import { KeyReused } from '../store/types.js';
import type { ConsentProblem } from './consent-input.js';
import type { ConsentApiContext } from './context.js';
import { recordAttempt } from './own-act.js';

export interface CallerClient {
  readonly clientId: string;
  readonly records: ClientRecords;
}

/** How often something is judged anew when the client's records move under it. */
const ROUNDS = 3;

/**
 * Does something about a client of the caller's unit, judging the records as they are. For everyone else there is no such
 * client: they get `null`, and the attempt is recorded and counted. `act` gives `CHANGED` if the records moved meanwhile.
 */
export async function withCallerClient<Result>(
  context: ConsentApiContext, id: string, act: (client: CallerClient) => Promise<Result | 'CHANGED'>,
): Promise<Result | 'NOT_AVAILABLE' | 'BUSY'> {
  const { caller: { requester }, pseudonyms, store, now } = context;
  const clientId = pseudonyms.read(`unit:${requester.unit}`, id);
  for (let round = 0; round < ROUNDS; round++) {
    const records = clientId === null ? undefined : await store.recordsNow(clientId);
    const isRelated = records?.relations.some(({ unit, from, to }) => unit === requester.unit && from <= now && (to === null || now < to));
    if (!records || clientId === null || !isRelated || !ROLES[requester.role].personalData) {
      await recordAttempt(id, context);
      return 'NOT_AVAILABLE';
    }
    const result = await act({ clientId, records });
    if (result !== 'CHANGED') return result;
  }
  return 'BUSY';
}

/** Passes a used idempotency key on as a problem; other faults stay faults. */
export const orKeyReused = async <Receipt>(work: Promise<Receipt>, refuse: (problem: ConsentProblem) => Promise<Receipt>): Promise<Receipt> => {
  try {
    return await work;
  } catch (fault) {
    if (fault instanceof KeyReused) return await refuse({ code: fault.code, message: fault.message });
    throw fault;
  }
};

export const fingerprintOf = (input: object): string => createHash('sha256').update(JSON.stringify(input)).digest('hex');

export const spheresOf = (units: readonly string[]): Rechtskreis[] => [...new Set(units.flatMap((unit) => UNITS.get(unit)?.rechtskreis ?? []))];

export const problem = (code: string, de: string, en: string): ConsentProblem => ({ code, message: `${de} / ${en}` });

export const BUSY = problem('BUSY', 'Die Daten ändern sich gerade; erneut versuchen', 'The records are changing right now; try again');
export const KEY_INVALID = problem('KEY_INVALID', 'idempotencyKey: 8 bis 200 Zeichen angeben', 'idempotencyKey: give 8 to 200 characters');
