import type { Pool } from 'pg';
import { RULES_VERSION, type ClientRecords, type Instant } from '../core/index.js';
import { readRecordsAsKnown } from '../store/read-records.js';
import { LONGEST_HISTORY, type HistoryStore, type PolicyVersion, type RecordsVersion } from './types.js';

const at = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

/** Instants at which something about a client became known within a span, and the last one before it. */
const MOMENTS = `
  select floor(extract(epoch from known_from) * 1000)::int8 as moment from (
    select distinct known_from from record_version where client_id = $1 and known_from < ${at('$3')}
      and known_from >= coalesce((select max(known_from) from record_version where client_id = $1 and known_from <= ${at('$2')}), ${at('$2')})
  ) moments order by moment limit ${LONGEST_HISTORY + 1}`;

const POLICIES = `
  select version, rules_version as "rulesVersion", flows, floor(extract(epoch from known_from) * 1000)::int8 as "knownFrom"
  from policy_version where known_from < ${at('$2')}
    and id >= coalesce((select max(id) from policy_version where known_from <= ${at('$1')}), 0)
  order by id`;

/** Starting again with the same rules says nothing new. */
const RECORD_POLICY = `
  insert into policy_version (version, rules_version, flows)
  select $1, $2, $3::text[]
  where not exists (select from (select version, rules_version from policy_version order by id desc limit 1) last where version = $1 and rules_version = $2)`;

/** The history that the database keeps, read on the store's connections. */
export function historyStore(pool: Pool): HistoryStore {
  const recordsAsKnown = async (clientId: string, knownAt: Instant): Promise<ClientRecords | null> => {
    const { rows } = await pool.query<{ known: boolean }>(
      `select ${at('$2')} <= clock_timestamp() and exists (select from record_version where client_id = $1 and known_from <= ${at('$2')}) as known`,
      [clientId, knownAt],
    );
    return rows[0]!.known ? readRecordsAsKnown(pool, clientId, knownAt) : null;
  };
  return {
    recordsAsKnown,
    async versions(clientId, from, to) {
      const { rows } = await pool.query<{ moment: string }>(MOMENTS, [clientId, from, to]);
      if (rows.length > LONGEST_HISTORY) throw new RangeError('More versions than can be looked at together');
      const versions: RecordsVersion[] = [];
      for (const { moment } of rows) {
        const records = await readRecordsAsKnown(pool, clientId, Number(moment));
        if (records) versions.push({ knownFrom: Number(moment), records });
      }
      return versions;
    },
    async recordPolicy({ version, flows }) {
      await pool.query(RECORD_POLICY, [version, RULES_VERSION, flows.map(({ id }) => id)]);
    },
    async policies(from, to) {
      const { rows } = await pool.query<Omit<PolicyVersion, 'knownFrom'> & { readonly knownFrom: string }>(POLICIES, [from, to]);
      return rows.map((row) => ({ ...row, knownFrom: Number(row.knownFrom) }));
    },
  };
}
