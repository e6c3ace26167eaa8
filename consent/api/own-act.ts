import type { LogEntry } from '../audit/entry.js';
import type { ConsentProblem } from './consent-input.js';
import type { ConsentApiContext } from './context.js';

/** The client whom an act is about, and their records if it was judged by them. */
interface About {
  readonly clientId: string;
  readonly records?: { readonly version: number };
}

/**
 * The entry of an act that is nobody's matter but the caller's: done (`CONSENT`), refused (`REFUSAL`), or done before (`NOOP`). Parties that
 * a refused change names are not told of it: nothing happened to them.
 */
export function ownActEntry(kind: 'CONSENT' | 'REFUSAL' | 'NOOP', path: string, context: ConsentApiContext, about: About | null = null): LogEntry {
  const owners = ['CONSENT_SERVICE'];
  const granted = kind !== 'REFUSAL';
  const entry = context.entry({
    kind, client: about?.clientId ?? null, attemptedId: null, rechtskreise: [], owners,
    items: [{ path, category: 'CONSENT_META', owners, granted, basis: granted ? 'OWN_DATA' : null }],
  });
  return { ...entry, recordsVersion: about?.records?.version ?? null };
}

/** Has something on record by itself, before it is answered. @throws LogUnavailable */
export const record = (entry: LogEntry, { store }: ConsentApiContext) => store.commit({ heads: [], until: Infinity, entries: [entry] });

/** Puts on record that an id was tried that leads to nothing of the caller's, and counts it: who tries many is locked out (promise P6). */
export async function recordAttempt(id: string, context: ConsentApiContext): Promise<void> {
  context.tried();
  await record(context.entry({ kind: 'ATTEMPT', client: null, attemptedId: id, rechtskreise: [], owners: [], items: [] }), context);
}

/** Refuses an act, once the refusal is on record. */
export const refusing = <Receipt>(path: string, context: ConsentApiContext, refused: (...problems: readonly ConsentProblem[]) => Receipt, about: About | null = null) =>
  async (...problems: readonly ConsentProblem[]): Promise<Receipt> => {
    await record(ownActEntry('REFUSAL', path, context, about), context);
    return refused(...problems);
  };
