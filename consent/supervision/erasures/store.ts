import { moment, recorded, type Recorder } from '../../store/recorded.js';
import { refused } from '../refused.js';
import type { ErasureRequest, ErasureStore } from './types.js';

/** Milliseconds in which a request is approved and done, or ends: a client is answered within a month (Art. 12 Abs. 3 GDPR). */
export const ERASURE_LASTS = 30 * 86_400_000;

const REQUEST = 'insert into erasure_request (client, unit, reason, requested_by, requested_at, ends_at) values ($1, $2, $3, $4, $5, $6) returning id';

const OPEN = 'select requested_by, approved_by from erasure_request where id = $1 and unit = $2 and ends_at > $3 for update';

const APPROVE = 'update erasure_request set approved_by = $2, approval = $3, approved_at = $4 where id = $1';

const OF_UNIT = `
  select id, client, reason, requested_by as "requestedBy", requested_at::float8 as "requestedAt", ends_at::float8 as "endsAt", approved_by as "approvedBy", done_at::float8 as "doneAt"
  from erasure_request where unit = $1 order by requested_at desc, id limit 100`;

/** What else a caller sends as an id is the id of nothing. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const erasureStore = (options: Recorder): ErasureStore => ({
  request: ({ client, unit, person, reason, entry }) =>
    recorded(options, async (connection) => {
      const at = await moment(connection, options.clock);
      const { rows: [row] } = await connection.query<{ id: string }>(REQUEST, [client, unit, reason, person, at, at + ERASURE_LASTS]);
      return { result: row!.id, entries: [entry] };
    }),
  approve: ({ id, unit, person, reason, entry }) =>
    recorded(options, async (connection) => {
      const at = await moment(connection, options.clock);
      const { rows: [row] } = UUID.test(id) ? await connection.query<{ requested_by: string; approved_by: string | null }>(OPEN, [id, unit, at]) : { rows: [] };
      const result = !row ? 'UNKNOWN' : row.requested_by === person ? 'OWN_REQUEST' : row.approved_by !== null ? 'ALREADY_APPROVED' : 'APPROVED';
      if (result === 'APPROVED') await connection.query(APPROVE, [id, person, reason, at]);
      return { result, entries: [result === 'APPROVED' ? entry : refused(entry)] };
    }),
  async ofUnit(unit) {
    const { rows } = await options.pool.query<ErasureRequest>(OF_UNIT, [unit]);
    return rows;
  },
});
