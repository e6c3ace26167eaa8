import type { Pool } from 'pg';
import { entryText } from '../audit/entry.js';
import type { Instant } from '../core/index.js';
import type { FiledConsent } from '../lifecycle/index.js';
import type { LifecycleChange, LifecycleStore } from './lifecycle-types.js';
import { readFiled } from './read-filed.js';
import { readRecords } from './read-records.js';
import { readNotices, readReviewTasks, settleOnce } from './read-posts.js';
import { KeyReused, LogUnavailable, type ChangeDone, type ChangeResult } from './types.js';

interface Deps {
  readonly pool: Pool;
  /** Connections that changes do not share with anything else. */
  readonly changing: Pool;
  readonly clock: (() => Instant) | undefined;
  /** Told of every client whose records were changed. */
  readonly changed: (clientId: string) => void;
}

/** The steps of the life cycle, each one call of `lifecycle_change` in the database, and what units are to know and do of them. */
export const lifecycleStore = ({ pool, changing, clock, changed }: Deps): LifecycleStore => ({
  async filed(clientId) {
    for (;;) {
      const consents = await readFiled(pool, clientId);
      const records = (await readRecords(pool, [clientId])).get(clientId);
      if (!consents || !records) return null;
      if (consents.version === records.version) return { records, consents: consents.consents };
    }
  },
  async done(author) {
    const { rows } = await pool.query<{ done: Answer | null }>({ name: 'change-done', text: 'select change_done($1::jsonb) as done', values: [JSON.stringify(author)] });
    return rows[0]!.done && notReused<ChangeDone>(rows[0]!.done);
  },
  async change(change) {
    const answer = await answered(changing, [JSON.stringify(columnsOf(change)), entryText(change.entry), clock?.() ?? null]);
    changed(change.head.clientId);
    return notReused<ChangeResult>(answer);
  },
  notices: (query) => readNotices(pool, query),
  reviewTasks: (query) => readReviewTasks(pool, query),
  acknowledge: (notice) => settleOnce(pool, clock, 'consent_notice', notice),
  closeTask: (task) => settleOnce(pool, clock, 'review_task', task),
});

type Answer = { readonly status: string };

async function answered(pool: Pool, values: readonly unknown[]): Promise<Answer> {
  try {
    const { rows } = await pool.query<{ result: Answer }>({
      name: 'lifecycle-change', text: 'select lifecycle_change($1::jsonb, $2, $3::bigint) as result', values: [...values],
    });
    return rows[0]!.result;
  } catch (fault) {
    throw new LogUnavailable(fault);
  }
}

/** @throws KeyReused */
function notReused<Result>(answer: Answer): Result {
  if (answer.status === 'KEY_REUSED') throw new KeyReused();
  return answer as Result;
}

/** The change as the database reads it: columns by their names, instants as it writes them. */
const columnsOf = ({ head, author, step, detail = null, consents, notices = [], tasks = [], review, relations = [], formerUnits }: LifecycleChange) => ({
  head, author, step, detail, notices, review, formerUnits,
  consents: consents.map((one) => ('add' in one
    ? { id: one.id, state: one.state, add: row({ ...one.add, state: one.state }) }
    : { id: one.id, state: one.state, set: row({ ...one.set, state: one.state }) })),
  tasks: tasks.map((task) => ({ ...task, dueAt: date(task.dueAt) })),
  relations: relations.map(({ before, after }) => ({
    before: { unit: before.unit, from: date(before.from), to: date(before.to) },
    after: { to: date(after.to), persons: after.persons, responsible: after.responsible },
  })),
});

/** An instant that is none becomes null, on which nothing is ever granted. */
const date = (at: Instant | null): string | null => (at === null || Number.isNaN(at) ? null : new Date(at).toISOString());

const NAMED_OTHERWISE: Readonly<Record<string, string>> = { client: 'client_id', from: 'from_at', to: 'to_at' };
const INSTANTS = new Set(['from', 'to', 'confirmationTalkAt', 'ofAgeAt', 'bedenkzeitUntil']);

const row = (consent: Partial<FiledConsent>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(consent).map(([name, value]) => [
    NAMED_OTHERWISE[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    INSTANTS.has(name) ? date(value as Instant | null) : value,
  ]));
