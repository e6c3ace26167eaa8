import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { entryText, type LogEntry } from '../audit/entry.js';
import type { ConsentState, Instant } from '../core/index.js';
import { ClientHeadEntity, ConsentEventEntity } from './entities/index.js';
import type { ChangeDone } from './lifecycle-types.js';
import {
  KeyReused, LogUnavailable, type ChangeAuthor, type ChangeResult, type Head,
} from './types.js';

/** A consent as a change leaves it, for its event. */
export interface Touched {
  readonly id: string;
  readonly state: ConsentState;
  readonly step?: string;
  readonly detail?: unknown;
}

/**
 * Changes consents. Each change is one transaction in the lock order of the release commit (head, then
 * log): consent, event, raised head (by trigger) and log entry stand or fall together. `em` is forked per change.
 */
export function consentChanges(em: EntityManager, clock?: () => Instant) {
  const change = async (
    { head, author, entry }: { head: Head; author: ChangeAuthor; entry: LogEntry },
    apply: (em: EntityManager) => Promise<readonly Touched[]>,
  ): Promise<ChangeResult> => {
    try {
      return await em.fork().transactional(async (em) => {
        const current = await em.findOne(ClientHeadEntity, { clientId: head.clientId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const done = await repeated(em, author);
        if (done) return { status: 'DONE', consentIds: done.consentIds };
        if (!current || Number(current.version) !== head.version) return { status: 'CHANGED' };
        const consents = await apply(em);
        await em.flush(); // the events refer to the consents, which the ORM does not know
        for (const { id, state, step = null, detail = null } of consents) {
          const { unit, person, idempotencyKey, fingerprint } = author;
          em.create(ConsentEventEntity, { consentId: id, clientId: head.clientId, kind: state, step, detail, unit, person, idempotencyKey, fingerprint });
        }
        await em.flush();
        await em.execute('select lock_log()');
        await em.execute('select append_log(array[?]::text[], coalesce(?::bigint, clock_ms()))', [entryText(entry), clock?.() ?? null]);
        return { status: 'DONE', consentIds: consents.map(({ id }) => id) };
      });
    } catch (fault) {
      if (fault instanceof KeyReused) throw fault;
      throw new LogUnavailable(fault);
    }
  };
  return change;
}

/** What this author's key has changed already. @throws KeyReused if that was another change */
export async function repeated(em: EntityManager, { unit, person, idempotencyKey, fingerprint }: ChangeAuthor): Promise<ChangeDone | null> {
  const rows = await em.execute<{ consent: string | null; kind: ConsentState; fingerprint: string }[]>(
    `select consent_id as consent, kind, fingerprint, id from consent_event where unit = ? and person = ? and idempotency_key = ?
     union all select null, null, fingerprint, 0 from review_event where unit = ? and person = ? and idempotency_key = ? order by id`,
    [unit, person, idempotencyKey, unit, person, idempotencyKey]);
  if (rows.length === 0) return null;
  if (rows.some((row) => row.fingerprint !== fingerprint)) throw new KeyReused();
  const events = rows.flatMap(({ consent, kind }) => (consent === null ? [] : [{ consent, kind }]));
  return { consentIds: events.map(({ consent }) => consent), state: events[0]?.kind ?? null };
}
