import { answeredBefore, keepAnswer } from '../../store/keyed-act.js';
import { moment, recorded, type Recorder } from '../../store/recorded.js';
import { approveRequest } from '../approval.js';
import type { ErasureRequest, ErasureStore } from './types.js';

/** Milliseconds in which a request is approved and done, or ends: a client is answered within a month (Art. 12 Abs. 3 GDPR). */
export const ERASURE_LASTS = 30 * 86_400_000;

const REQUEST = 'insert into erasure_request (client, unit, reason, requested_by, requested_at, ends_at) values ($1, $2, $3, $4, $5, $6) returning id';

const APPROVE = 'update erasure_request set approved_by = $2, approval = $3, approved_at = $4 where id = $1';

const OF_UNIT = `
  select id, client, reason, requested_by as "requestedBy", requested_at::float8 as "requestedAt", ends_at::float8 as "endsAt", approved_by as "approvedBy", done_at::float8 as "doneAt"
  from erasure_request where unit = $1 order by requested_at desc, id limit 100`;

export const erasureStore = (options: Recorder): ErasureStore => ({
  request: ({ client, unit, person, reason, author, entry, again }) =>
    recorded(options, async (connection) => {
      const before = await answeredBefore(connection, author);
      if (before !== null) return { result: before, entries: [again] };
      const at = await moment(connection, options.clock);
      const { rows: [row] } = await connection.query<{ id: string }>(REQUEST, [client, unit, reason, person, at, at + ERASURE_LASTS]);
      await keepAnswer(connection, author, row!.id, at);
      return { result: row!.id, entries: [entry] };
    }),
  approve: ({ reason, ...step }) =>
    approveRequest(options, 'erasure_request', step, (connection, at) => connection.query(APPROVE, [step.id, step.person, reason, at])),
  async ofUnit(unit) {
    const { rows } = await options.pool.query<ErasureRequest>(OF_UNIT, [unit]);
    return rows;
  },
});
