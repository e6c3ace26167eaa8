import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import type { Instant } from '../core/index.js';
import type { FiledConsent } from '../lifecycle/index.js';
import { repeated, type consentChanges } from './consent-changes.js';
import { ConsentEntity } from './entities/index.js';
import type { LifecycleChange, LifecycleStore } from './lifecycle-types.js';
import { readFiled } from './read-filed.js';
import { readRecords } from './read-records.js';
import { readNotices, readReviewTasks, settleOnce } from './read-posts.js';

interface Deps {
  readonly em: EntityManager;
  readonly pool: Pool;
  readonly clock: (() => Instant) | undefined;
  readonly changeConsents: ReturnType<typeof consentChanges>;
  /** Told of every client whose records were changed. */
  readonly changed: (clientId: string) => void;
}

/** The steps of the life cycle in the one transaction that every change of a consent has, and what units are to know and do of them. */
export const lifecycleStore = ({ em, pool, clock, changeConsents, changed }: Deps): LifecycleStore => ({
  async filed(clientId) {
    for (;;) {
      const consents = await readFiled(pool, clientId);
      const records = (await readRecords(pool, [clientId])).get(clientId);
      if (!consents || !records) return null;
      if (consents.version === records.version) return { records, consents: consents.consents };
    }
  },
  done: (author) => repeated(em.fork(), author),
  async change(change) {
    const result = await changeConsents(change, (em) => apply(em, change));
    changed(change.head.clientId);
    return result;
  },
  notices: (query) => readNotices(pool, query),
  reviewTasks: (query) => readReviewTasks(pool, query),
  acknowledge: (notice) => settleOnce(pool, clock, 'consent_notice', notice),
  closeTask: (task) => settleOnce(pool, clock, 'review_task', task),
});

async function apply(em: EntityManager, { head: { clientId }, author, step, detail, consents, notices = [], tasks = [], review, relations = [] }: LifecycleChange) {
  for (const change of consents) {
    if ('add' in change) em.create(ConsentEntity, row({ ...change.add, state: change.state }) as ConsentEntity);
    else em.assign(await em.findOneOrFail(ConsentEntity, { id: change.id, clientId }), row({ ...change.set, state: change.state }));
  }
  await em.flush(); // what follows refers to the consents, which the ORM does not know
  for (const { unit, consentId } of notices) {
    await em.execute('insert into consent_notice (id, consent_id, client_id, unit) values (?, ?, ?, ?)', [randomUUID(), consentId, clientId, unit]);
  }
  for (const { unit, consentId, kind, dueAt } of tasks) {
    await em.execute('insert into review_task (id, consent_id, client_id, unit, kind, due_at) values (?, ?, ?, ?, ?, ?)',
      [randomUUID(), consentId, clientId, unit, kind, new Date(dueAt)]);
  }
  if (review) {
    await em.execute('insert into review_event (client_id, kind, unit, person, idempotency_key, fingerprint) values (?, ?, ?, ?, ?, ?)',
      [clientId, review, author.unit, author.person, author.idempotencyKey, author.fingerprint]);
  }
  for (const { before, after } of relations) {
    await em.execute(
      `update relation set to_at = ?, persons = array(select jsonb_array_elements_text(?::jsonb)), responsible = ?
       where client_id = ? and unit = ? and from_at = ? and to_at is not distinct from ?::timestamptz`,
      [date(after.to), JSON.stringify(after.persons), after.responsible, clientId, before.unit, new Date(before.from), date(before.to)]);
  }
  return consents.map(({ id, state }) => ({ id, state, step, detail }));
}

const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

const INSTANTS = { from: 'fromAt', to: 'toAt', confirmationTalkAt: 'confirmationTalkAt', ofAgeAt: 'ofAgeAt', bedenkzeitUntil: 'bedenkzeitUntil' } as const;

/** The columns of what is given of a consent. */
const row = (consent: Partial<FiledConsent>): Partial<ConsentEntity> =>
  Object.fromEntries(Object.entries(consent).map(([name, value]) => {
    if (name === 'client') return ['clientId', value];
    return name in INSTANTS ? [INSTANTS[name as keyof typeof INSTANTS], date(value as Instant | null)] : [name, value];
  }));
