import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../../kit/agency.js';
import { Open } from '../../kit/decorators.js';
import { Refusal } from '../../kit/errors.js';
import { DeadlineKey } from '../enums.js';
import type { Loaders } from '../loaders.js';
import { GoalFigure } from './monitoring.types.js';
import { isQuarter } from './quarter.js';

type Context = AgencyContext<Loaders>;
const BECAUSE = 'counts without persons: small figures and what would tell them are withheld before they are stored';

@Resolver(() => GoalFigure)
export class MonitoringResolver {
  /** What is asked for is a table that holds no persons; a filter picks lines of it and computes nothing anew. */
  @Open(BECAUSE)
  @Query(() => [GoalFigure], { nullable: true, description: 'Erreichung eines Ziels in einem Quartal, nach Kommune und Zielgruppe / Attainment of a goal in a quarter, by municipality and target group' })
  monitoring(
    @Arg('quarter', () => String, { description: 'Wie 2026-Q1 / Such as 2026-Q1' }) quarter: string,
    @Arg('goal', () => DeadlineKey) goal: DeadlineKey,
    @Arg('municipality', () => String, { nullable: true, description: 'Nur diese, oder ALLE / This one only, or ALLE' }) municipality: string | null,
    @Arg('targetGroup', () => String, { nullable: true, description: 'Nur diese, oder ALLE / This one only, or ALLE' }) targetGroup: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<readonly GoalFigure[]> {
    if (!isQuarter(quarter)) throw new Refusal('BAD_REQUEST', 'quarter ist ein Quartal wie 2026-Q1 / quarter is a quarter such as 2026-Q1');
    return loaders.goalFigures(quarter, goal, municipality ?? null, targetGroup ?? null);
  }

  @Open(BECAUSE)
  @Query(() => [String], { nullable: true, description: 'Quartale, deren Zahlen veröffentlicht sind / Quarters whose figures are published' })
  monitoringQuarters(@Ctx() { loaders }: Context): Promise<readonly string[]> {
    return loaders.monitoringQuarters();
  }

  @Open(BECAUSE)
  @FieldResolver(() => Int, { nullable: true, description: 'Anteil in Prozent, aus den gerundeten Zahlen; leer, wenn eine fehlt / Share in per cent, from the rounded figures; empty if one is missing' })
  attainment(@Root() { met, missed }: GoalFigure): number | null {
    return met === null || missed === null || met + missed === 0 ? null : Math.round((100 * met) / (met + missed));
  }
}
