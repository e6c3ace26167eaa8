import { Ctx, Query, Resolver, Root } from 'type-graphql';
import type { AgencyContext } from '../../kit/agency.js';
import { Open, Protected, Resolved } from '../../kit/decorators.js';
import { Client } from '../client.js';
import type { Loaders } from '../loaders.js';
import { deadlinesOf } from './compute.js';
import { CountyDeadline, Deadline, DeadlineRule } from './deadline.types.js';
import { addYears } from './days.js';
import { YEARLY } from './register.js';

type Context = AgencyContext<Loaders>;

@Resolver(() => Client)
export class DeadlineResolver {
  @Protected('CM_PROCESS')
  @Resolved(() => [Deadline], 'Fristen, die nächste zuerst / Deadlines, the next one first')
  async deadlines(@Root() { id }: Client, @Ctx() { loaders }: Context): Promise<readonly Deadline[]> {
    const [files, milestones, register] = await Promise.all([loaders.deadlineBases.load(id), loaders.milestones.load(id), loaders.deadlineRules()]);
    return files.flatMap(({ client, owner, birthDate, registeredOn, enteredOn, assignedOn }) => {
      const own = milestones.filter((milestone) => milestone.owner === owner);
      const events = { REGISTRIERUNG: registeredOn, EINREISE: enteredOn, ZUWEISUNG: assignedOn };
      return deadlinesOf({ birthDate, events, milestones: own }, register, loaders.today()).map((deadline) => ({ ...deadline, client, owner }));
    });
  }

  @Open('the county’s published goals')
  @Query(() => [DeadlineRule], { nullable: true, description: 'Fristenregister mit Geltungszeiten / Register of deadlines with the times they hold' })
  deadlineRules(@Ctx() { loaders }: Context): Promise<readonly DeadlineRule[]> {
    return loaders.deadlineRules();
  }

  @Open('the county’s published goals')
  @Query(() => [CountyDeadline], { nullable: true, description: 'Was der Kreis selbst jährlich zu tun hat / What the county itself has to do every year' })
  countyDeadlines(@Ctx() { loaders }: Context): readonly CountyDeadline[] {
    const { goalKey, first, source } = YEARLY;
    const today = loaders.today();
    const years = Math.max(0, Number(today.slice(0, 4)) - Number(first.slice(0, 4)));
    const thisYear = addYears(first, years);
    return [{ goalKey, source, dueOn: thisYear >= today ? thisYear : addYears(first, years + 1) }];
  }
}
