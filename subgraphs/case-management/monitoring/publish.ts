import type { EntityManager } from '@mikro-orm/postgresql';
import type { Municipality } from '../../kit/enums.js';
import { DeadlineRule } from '../deadlines/deadline.types.js';
import { deadlinesOf } from '../deadlines/compute.js';
import type { Day } from '../deadlines/days.js';
import type { DeadlineKey, TargetGroup } from '../enums.js';
import { figuresOf, type CountedArrival } from './figures.js';
import { next, quarterOf, settledFrom, type Quarter } from './quarter.js';

interface Row {
  readonly registered_on: Day;
  readonly entered_on: Day | null;
  readonly assigned_on: Day | null;
  readonly birth_date: Day | null;
  readonly municipality: Municipality;
  readonly target_group: TargetGroup | null;
  readonly milestones: Readonly<Partial<Record<DeadlineKey, Day | null>>>;
}

/**
 * Publishes the figures of every quarter that has settled and is not published yet, in one transaction. What is published is never
 * computed again: two versions of one table could be taken from each other. Of a database without figures the newest `most`
 * quarters are published. Gives the quarters.
 */
export async function publishFigures(em: EntityManager, today: Day, most = 8): Promise<readonly string[]> {
  return em.transactional(async (work) => {
    const connection = work.getConnection();
    const run = <T>(sql: string, parameters: readonly unknown[] = []) => connection.execute<T[]>(sql, [...parameters], 'all', work.getTransactionContext());
    await run(`select pg_advisory_xact_lock(hashtext('freigabe monitoring'))`); // several servers of the agency, one publication
    const register = await work.find(DeadlineRule, {});
    const arrivals = (await run<Row>('select registered_on::text, entered_on::text, assigned_on::text, birth_date::text, municipality, target_group, milestones from monitoring_arrival')).map(counted);
    const [{ newest }] = (await run<{ newest: string | null }>('select max(quarter) as newest from monitoring_figure')) as [{ newest: string | null }];
    const first = newest === null ? firstDue(arrivals, register, today) : next(newest);
    const quarters = first === null ? [] : settledFrom(first, today).slice(-most);
    if (quarters.length === 0) return [];
    const [{ threshold }] = (await run<{ threshold: number }>('select threshold from monitoring_setting')) as [{ threshold: number }];
    const figures = await figuresOf(arrivals, register, quarters, threshold, today);
    await run(
      `insert into monitoring_figure (quarter, goal_key, municipality, target_group, met, missed, threshold, published_on)
       select quarter, "goalKey", municipality, "targetGroup", met, missed, ?, ?
       from jsonb_to_recordset(?::jsonb) as f (quarter text, "goalKey" text, municipality text, "targetGroup" text, met integer, missed integer)`,
      [threshold, today, JSON.stringify(figures)]);
    return quarters;
  });
}

/** The quarter in which the first deadline of all fell due. */
const firstDue = (arrivals: readonly CountedArrival[], register: readonly DeadlineRule[], today: Day): Quarter | null =>
  arrivals.flatMap((arrival) => deadlinesOf(arrival, register, today).flatMap(({ dueOn }) => (dueOn === null ? [] : [quarterOf(dueOn)]))).sort()[0] ?? null;

const counted = ({ registered_on, entered_on, assigned_on, birth_date, municipality, target_group, milestones }: Row): CountedArrival => ({
  birthDate: birth_date, municipality, group: target_group ?? 'UNGEKLAERT', events: { REGISTRIERUNG: registered_on, EINREISE: entered_on, ZUWEISUNG: assigned_on },
  milestones: Object.entries(milestones).map(([goalKey, metOn]) => ({ goalKey: goalKey as DeadlineKey, metOn })),
});
