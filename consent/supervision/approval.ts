import type { PoolClient } from 'pg';
import type { Instant } from '../core/index.js';
import { answeredBefore, keepAnswer } from '../store/keyed-act.js';
import { moment, recorded, type Recorder } from '../store/recorded.js';
import { isUuid } from '../store/uuid.js';
import type { Approval, OfficersStep } from './approval.types.js';
import { refused } from './refused.js';

/** Approves what another officer of the unit has asked for, once; what is not approved is logged as refused. @throws KeyReused, LogUnavailable */
export const approveRequest = (
  options: Recorder, table: 'person_resolution' | 'erasure_request', { id, unit, person, author, entry, again }: OfficersStep & { readonly id: string }, approve: (connection: PoolClient, at: Instant) => Promise<unknown>,
): Promise<Approval> =>
  recorded<Approval>(options, async (connection) => {
    if ((await answeredBefore(connection, author)) !== null) return { result: 'APPROVED', entries: [again] };
    const at = await moment(connection, options.clock);
    const { rows: [row] } = isUuid(id)
      ? await connection.query<{ requested_by: string; approved_by: string | null }>(`select requested_by, approved_by from ${table} where id = $1 and unit = $2 and ends_at > $3 for update`, [id, unit, at])
      : { rows: [] };
    const result = !row ? 'UNKNOWN' : row.requested_by === person ? 'OWN_REQUEST' : row.approved_by !== null ? 'ALREADY_APPROVED' : 'APPROVED';
    if (result === 'APPROVED') {
      await approve(connection, at);
      await keepAnswer(connection, author, id, at);
    }
    return { result, entries: [result === 'APPROVED' ? entry : refused(entry)] };
  });
