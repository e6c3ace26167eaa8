import type { PoolClient } from 'pg';
import type { Instant } from '../../core/index.js';
import { addDays } from '../../emergency/holidays.js';
import { dayOf, isWorkingDay } from '../../emergency/working-days.js';
import { BitRows } from '../bits.js';
import { anomalyFacet } from '../facets.js';
import { setBits } from '../index-entries.js';
import { ANOMALY_RULES, type AnomalyRule } from './rules.js';

const CLOCK = `to_timestamp(at / 1000.0) at time zone 'Europe/Berlin'`;
const HOUR = '3600000::bigint';

/** `asked`: requests of the span; `waited`: those that the rule's days have passed since within it. */
const SPANS = `
  with asked as (select *, ${CLOCK} as clock, (${CLOCK})::date as day from log_request where at >= $1 and at < $2),
  waited as (
    select * from (
      select *, ${CLOCK} as clock, (${CLOCK})::date as day, ($3::jsonb ->> 'days')::int as wait from log_request
      -- Whole days, also where the clocks are changed in between.
      where at >= $1 - ($3::jsonb ->> 'days')::int * 24 * ${HOUR} - ${HOUR} and at < $2 - ($3::jsonb ->> 'days')::int * 24 * ${HOUR} + ${HOUR}
    ) past where day between ($3::jsonb ->> 'firstDay')::date - wait and ($3::jsonb ->> 'lastDay')::date - wait
  )`;

const KEEP = `
  insert into anomaly (rule, unit, person, client, day, first_seq, last_seq, first_at, last_at, figures)
  select $4, unit, person, client, day, seqs[1], seqs[cardinality(seqs)], ats[1], ats[cardinality(ats)], ($3::jsonb - array['daysOff', 'firstDay', 'lastDay']) || figures from found
  on conflict (rule, unit, person, client, day) do update
    set first_seq = excluded.first_seq, last_seq = excluded.last_seq, first_at = excluded.first_at, last_at = excluded.last_at, figures = excluded.figures`;

interface Found {
  readonly unit: string;
  readonly seqs: readonly string[];
}

/**
 * Runs the rules over whole days of the log, from that of `from` to that of `to`, and keeps what they find; doing it again changes
 * nothing. Needs a transaction. Gives the number of findings by rule.
 */
export async function findAnomalies(
  connection: Pick<PoolClient, 'query'>, { from, to }: { readonly from: Instant; readonly to: Instant }, rules: readonly AnomalyRule[] = ANOMALY_RULES,
): Promise<ReadonlyMap<string, number>> {
  const days = daysOf(from, to);
  const daysOff = days.filter((day) => !isWorkingDay(day));
  const counts = new Map<string, number>();
  for (const { code, threshold, sql } of rules) {
    const found = await connection.query<Found>(
      `${SPANS}, found as (${sql}), kept as (${KEEP}) select unit, seqs from found`,
      [startOf(days[0]!), startOf(addDays(days.at(-1)!, 1)), JSON.stringify({ ...threshold, daysOff, firstDay: days[0], lastDay: days.at(-1) }), code]);
    const rows = new BitRows();
    for (const { unit, seqs } of found.rows) rows.add(unit, anomalyFacet(code), seqs.map(Number));
    if (found.rows.length > 0) await setBits(connection, rows);
    counts.set(code, found.rows.length);
  }
  return counts;
}

function daysOf(from: Instant, to: Instant): string[] {
  const days = [dayOf(from)];
  while (days.at(-1)! < dayOf(to)) days.push(addDays(days.at(-1)!, 1));
  return days;
}

/** The first instant of a day in Lippe, one or two hours before that of UTC. */
function startOf(day: string): Instant {
  const utc = Date.parse(day);
  return dayOf(utc - 7_200_000) === day ? utc - 7_200_000 : utc - 3_600_000;
}
