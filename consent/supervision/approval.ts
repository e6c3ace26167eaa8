import type { PoolClient } from 'pg';
import type { LogEntry } from '../audit/entry.js';
import type { Instant, UnitCode } from '../core/index.js';
import { moment, recorded, type Recorder } from '../store/recorded.js';
import { isUuid } from '../store/uuid.js';
import type { Approval } from './approval.types.js';
import { refused } from './refused.js';

interface Step {
  readonly id: string;
  readonly unit: UnitCode;
  /** The identity provider's subject. */
  readonly person: string;
  readonly entry: LogEntry;
}

/** Approves what another officer of the unit has asked for, once; what is not approved is logged as refused. @throws LogUnavailable */
export const approveRequest = (
  options: Recorder, table: 'person_resolution' | 'erasure_request', { id, unit, person, entry }: Step, approve: (connection: PoolClient, at: Instant) => Promise<unknown>,
): Promise<Approval> =>
  recorded<Approval>(options, async (connection) => {
    const at = await moment(connection, options.clock);
    const { rows: [row] } = isUuid(id)
      ? await connection.query<{ requested_by: string; approved_by: string | null }>(`select requested_by, approved_by from ${table} where id = $1 and unit = $2 and ends_at > $3 for update`, [id, unit, at])
      : { rows: [] };
    const result = !row ? 'UNKNOWN' : row.requested_by === person ? 'OWN_REQUEST' : row.approved_by !== null ? 'ALREADY_APPROVED' : 'APPROVED';
    if (result === 'APPROVED') await approve(connection, at);
    return { result, entries: [result === 'APPROVED' ? entry : refused(entry)] };
  });
