import type { Requester } from '../../core/index.js';
import { answeredBefore, keepAnswer } from '../../store/keyed-act.js';
import { moment, recorded, type Recorder } from '../../store/recorded.js';
import { isUuid } from '../../store/uuid.js';
import { approveRequest } from '../approval.js';
import { refused } from '../refused.js';
import { sealName } from './sealed-name.js';
import type { PersonResolution, PersonStore } from './types.js';

/** Milliseconds in which a request is approved and read, or ends. */
export const RESOLUTION_LASTS = 7 * 86_400_000;

/** Persons known to be kept; a request of one of them costs nothing. */
const KNOWN = 10_000;
/** Milliseconds after which it is looked again whether they still are: names go when no entry needs them. */
const KNOWN_FOR = 3_600_000;
/** Milliseconds after which it is tried again to keep names, where nobody had published a key to seal them for. */
const WITHOUT_KEY = 10_000;

const KEEP = 'insert into person_escrow (pseudonym, unit, public_key, sealed) values ($1, $2, $3, $4) on conflict (pseudonym) do nothing';

const REQUEST = `
  insert into person_resolution (unit, pseudonym, cause, requested_by, requested_at, ends_at)
  select $1, pseudonym, $3, $4, $5::bigint, $6 from person_escrow where pseudonym = $2 returning id`;

const APPROVE = 'update person_resolution set approved_by = $2, approved_at = $3 where id = $1';

const OF_UNIT = `
  select id, pseudonym, cause, requested_by as "requestedBy", requested_at::float8 as "requestedAt", ends_at::float8 as "endsAt",
    approved_by as "approvedBy", approved_at::float8 as "approvedAt", read_at::float8 as "readAt"
  from person_resolution where unit = $1 order by requested_at desc, id limit 100`;

export function personStore(options: Recorder & { readonly onFault: (fault: unknown) => void }): PersonStore {
  const { pool, clock, onFault } = options;
  const known = new Set<string>();
  let since = 0;
  let tryAgainAt = 0; // by the process's own time, which passes also where the log's is given

  const keep = async ({ unit, person }: Requester, pseudonym: string): Promise<void> => {
    const { rows: [key] } = await pool.query<{ public_key: Buffer }>('select public_key from person_escrow_key order by since desc limit 1');
    if (!key) {
      tryAgainAt = performance.now() + WITHOUT_KEY;
      throw new Error('no key for names yet: the log keeper publishes it when it starts');
    }
    await pool.query(KEEP, [pseudonym, unit, key.public_key, sealName(key.public_key, person, pseudonym)]);
    if (known.size >= KNOWN) known.clear();
    known.add(pseudonym);
  };

  const isKnown = (pseudonym: string): boolean => {
    const now = clock?.() ?? Date.now();
    if (now - since >= KNOWN_FOR) {
      known.clear();
      since = now;
    }
    return known.has(pseudonym);
  };

  return {
    remember: (requester, pseudonym) => (isKnown(pseudonym) || performance.now() < tryAgainAt ? Promise.resolve() : keep(requester, pseudonym).catch(onFault)),
    request: ({ unit, person, pseudonym, cause, author, entry, again }) =>
      recorded<string | null>(options, async (connection) => {
        const before = await answeredBefore(connection, author);
        if (before !== null) return { result: before, entries: [again] };
        const at = await moment(connection, clock);
        const { rows: [row] } = await connection.query<{ id: string }>(REQUEST, [unit, pseudonym, cause, person, at, at + RESOLUTION_LASTS]);
        if (!row) return { result: null, entries: [] };
        await keepAnswer(connection, author, row.id, at);
        return { result: row.id, entries: [entry] };
      }),
    approve: (step) => approveRequest(options, 'person_resolution', step, (connection, at) => connection.query(APPROVE, [step.id, step.person, at])),
    read: ({ unit, person, id, author, entry }) =>
      recorded(options, async (connection) => {
        const before = await answeredBefore(connection, author);
        const at = await moment(connection, clock);
        const { rows: [row] } = isUuid(id)
          ? await connection.query<{ name: string | null }>('select read_person_resolution($1, $2, $3, $4, $5) as name', [id, unit, person, at, author.idempotencyKey])
          : { rows: [] };
        const name = row?.name ?? null;
        if (name !== null && before === null) await keepAnswer(connection, author, id, at);
        return { result: name, entries: [name === null ? refused(entry) : entry] };
      }),
    async ofUnit(unit) {
      const { rows } = await pool.query<PersonResolution>(OF_UNIT, [unit]);
      return rows;
    },
  };
}
