/** A rule that looks for the unusual in the log: a sentence, its thresholds, and the question it puts. It judges nobody. */
export interface AnomalyRule {
  readonly code: string;
  /** What has fired, with figures in `{places}`: German, English. */
  readonly de: string;
  readonly en: string;
  readonly threshold: Readonly<Record<string, number>>;
  /**
   * Rows of `log_request` (as `asked`, with the local `clock` and `day`) become findings: unit, person, client, day, seqs, ats, figures.
   * `threshold` is $3, with `daysOff` (days that are no working days).
   */
  readonly sql: string;
}

const limit = (name: string): string => `($3::jsonb ->> '${name}')::int`;
const SEQS = 'array_agg(seq order by seq) as seqs, array_agg(at order by seq) as ats';

/** Requests of one person on one day, counted. */
const ofPersonAndDay = (where: string, figures: string, having: string): string =>
  `select unit, person, null::uuid as client, day, ${SEQS}, ${figures} as figures from asked where ${where} group by unit, person, day having ${having}`;

/** What the token and the released answer had in common; the gateway notes it as a hint, without the values. */
const hinted = (hint: string): string =>
  `select unit, person, client, day, ${SEQS}, jsonb_build_object('count', count(*)) as figures from asked
   where '${hint}' = any(hints) group by unit, person, client, day`;

/** Thresholds are data; a change belongs into docs/supervision.md and is agreed with the staff council. */
export const ANOMALY_RULES: readonly AnomalyRule[] = [
  {
    code: 'UNUSUAL_HOURS',
    de: '{count} Zugriffe vor {morning} oder ab {evening} Uhr oder an einem arbeitsfreien Tag (ab {least})',
    en: '{count} accesses before {morning} or from {evening} o’clock or on a day off ({least} or more)',
    threshold: { least: 3, morning: 6, evening: 20 },
    sql: ofPersonAndDay(
      `kind = 'RELEASE' and (extract(hour from clock) < ${limit('morning')} or extract(hour from clock) >= ${limit('evening')} or $3::jsonb -> 'daysOff' ? day::text)`,
      `jsonb_build_object('count', count(*))`, `count(*) >= ${limit('least')}`),
  },
  {
    code: 'UNUSUAL_VOLUME',
    de: '{count} Zugriffe an einem Tag; üblich waren an den letzten {days} Tagen {usual} (ab {least} und dem {times}-fachen)',
    en: '{count} accesses in a day; usual in the last {days} days were {usual} ({least} or more, and {times} times as many)',
    threshold: { least: 60, times: 4, days: 28 },
    sql: `
      select unit, person, null::uuid as client, day, seqs, ats, jsonb_build_object('count', cardinality(seqs), 'usual', usual) as figures
      from (select unit, person, day, ${SEQS} from asked where kind = 'RELEASE' group by unit, person, day) today, lateral (
        select coalesce(percentile_disc(0.5) within group (order by accesses), 0) as usual from (
          select count(*) as accesses from log_request before
          where before.person = today.person and before.kind = 'RELEASE' and before.seq < today.seqs[1]
            and before.at >= today.ats[1] - ${limit('days')} * 86400000::bigint
          group by (to_timestamp(before.at / 1000.0) at time zone 'Europe/Berlin')::date) days
      ) habit
      where cardinality(seqs) >= ${limit('least')} and cardinality(seqs) >= ${limit('times')} * usual`,
  },
  {
    code: 'MANY_CLIENTS',
    de: '{clients} verschiedene Klientinnen und Klienten an einem Tag (ab {least})',
    en: '{clients} different clients in a day ({least} or more)',
    threshold: { least: 50 },
    sql: ofPersonAndDay(`kind = 'RELEASE'`, `jsonb_build_object('clients', count(distinct client))`, `count(distinct client) >= ${limit('least')}`),
  },
  {
    code: 'REPEATED_REFUSALS',
    de: '{count} Versuche ohne Treffer innerhalb von {minutes} Minuten (ab {least}): unbekannte Kennungen oder zurückgehaltene Daten',
    en: '{count} tries without a result within {minutes} minutes ({least} or more): unknown ids or withheld data',
    threshold: { least: 10, minutes: 60 },
    sql: `
      select unit, person, null::uuid as client, day, ${SEQS}, jsonb_build_object('count', max(near)) as figures from (
        select *, count(*) over (partition by person order by at range between (${limit('minutes')} * 60000)::bigint preceding and current row) as near
        from asked where kind in ('ATTEMPT', 'REFUSAL')
      ) tries group by unit, person, day having max(near) >= ${limit('least')}`,
  },
  {
    code: 'EMERGENCY_CLUSTER',
    de: '{count} Notfallmitteilungen einer Person innerhalb von {days} Tagen (ab {least})',
    en: '{count} emergency notifications of one person within {days} days ({least} or more)',
    threshold: { least: 3, days: 7 },
    sql: `
      select asked.unit, asked.person, null::uuid as client, asked.day, array_agg(distinct near.seq order by near.seq) as seqs,
        array_agg(distinct near.at order by near.at) as ats, jsonb_build_object('count', count(distinct near.seq)) as figures
      from asked join log_request near on near.person = asked.person and near.notified and near.seq <= asked.seq and near.at > asked.at - ${limit('days')} * 86400000::bigint
      where asked.notified group by asked.unit, asked.person, asked.day having count(distinct near.seq) >= ${limit('least')}`,
  },
  {
    code: 'SAME_SURNAME',
    de: 'Freigegebener Nachname gleicht dem der zugreifenden Person ({count} Zugriffe)',
    en: 'The released surname equals that of the person who asked ({count} accesses)',
    threshold: {},
    sql: hinted('SAME_SURNAME'),
  },
  {
    code: 'NEIGHBOUR',
    de: 'Freigegebener Wohnort gleicht dem der zugreifenden Person ({count} Zugriffe)',
    en: 'The released place of residence equals that of the person who asked ({count} accesses)',
    threshold: {},
    sql: hinted('NEIGHBOUR'),
  },
  {
    code: 'NO_CASE_ACTIVITY',
    de: 'Zugriff auf Daten anderer Stellen ({count}); in den {days} Tagen danach geschah an der Stelle nichts in der Sache',
    en: 'Access to other units’ data ({count}); in the {days} days after it nothing happened in the case at the unit',
    threshold: { days: 30 },
    sql: `
      select unit, person, client, day, ${SEQS}, jsonb_build_object('count', count(*)) as figures from waited asked
      where kind = 'RELEASE' and foreign_data and not exists (
        select from log_request later
        where later.client = asked.client and later.unit = asked.unit and later.seq > asked.seq and later.at < asked.at + ${limit('days')} * 86400000::bigint
          and (later.person <> asked.person or later.kind not in ('RELEASE', 'REFUSAL', 'SUPERVISION')))
      group by unit, person, client, day`,
  },
];

/** What a rule says when it has fired, with the figures and the thresholds that it fired at. */
export function sentenceOf({ de, en }: Pick<AnomalyRule, 'de' | 'en'>, figures: Readonly<Record<string, number>>): string {
  const told = (text: string): string => text.replace(/\{(\w+)\}/g, (_place, name: string) => String(figures[name] ?? '?'));
  return `${told(de)} / ${told(en)}`;
}
