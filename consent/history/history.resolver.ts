import { Arg, Ctx, GraphQLISODateTime, ID, Query, Resolver } from 'type-graphql';
import { Protected } from '../../subgraphs/kit/decorators.js';
import { Refusal } from '../../subgraphs/kit/errors.js';
import type { ConsentApiContext } from '../api/context.js';
import { CategoryEnum, PurposeEnum } from '../api/enums.js';
import { basisIdOf } from '../api/ids.js';
import { isRole, type Category, type ClientRecords, type Instant, type Purpose, type Requester } from '../core/index.js';
import { list } from '../lifecycle/parties.js';
import { couldSee, NOTE, policyOf, type NotReplayed } from './decision.js';
import { AccessRights, PastDecision } from './history.types.js';
import { accessRights, gapsIn, knownDuring } from './rights.js';
import { supervise } from './supervise.js';

@Resolver()
export class HistoryResolver {
  /** Asked of another unit than the own one, it answers only for the own unit's data. */
  @Protected('ACCESS_LOG')
  @Query(() => PastDecision, {
    nullable: true,
    description: 'Was jemand am Tag D sehen konnte, nach dem Wissen des Tages K / What somebody could see on day D, as known on day K',
  })
  async decisionAsOf(
    @Arg('client', () => ID) client: string,
    @Arg('unit', () => String, { description: 'Anfragende Stelle / Asking unit' }) unit: string,
    @Arg('person', () => String, { description: 'Person oder ihr Pseudonym aus dem Zugriffsprotokoll / Person, or the pseudonym in the access log' }) person: string,
    @Arg('role', () => String) role: string,
    @Arg('purpose', () => PurposeEnum) purpose: Purpose,
    @Arg('category', () => CategoryEnum) category: Category,
    @Arg('on', () => GraphQLISODateTime, { description: 'Zeitpunkt der Entscheidung / Time of the decision' }) on: Date,
    @Arg('knownOn', () => GraphQLISODateTime, { description: 'Zeitpunkt des Wissens; wie entschieden wurde: derselbe / Time of the knowledge; as it was decided: the same' }) knownOn: Date,
    @Ctx() context: ConsentApiContext,
  ): Promise<PastDecision | null> {
    if (!isRole(role)) throw new Refusal('BAD_REQUEST', 'role ist keine Rolle / role is no role');
    const { caller: { requester }, store: { history } } = context;
    return supervise(context, client, 'decisionAsOf', async (clientId) => {
      const knownAt = knownOn.getTime();
      const [records, policies] = await Promise.all([history.recordsAsKnown(clientId, knownAt), history.policies(knownAt, knownAt + 1)]);
      const policy = records ? policyOf(policies.at(-1)) : 'NOT_RECORDED';
      if (!records || typeof policy === 'string') return unknown(policy as NotReplayed, policies.at(-1)?.version ?? null);
      const asking = { unit, person: personOf(person, unit, records, context), role };
      const sights = couldSee(records, asking, purpose, on.getTime(), policy).filter((sight) => sight.category === category && (unit === requester.unit || sight.owner === requester.unit));
      const [first] = sights;
      return {
        granted: first !== undefined, owners: sights.map(({ owner }) => owner), basis: first?.basis.kind ?? null, basisId: first ? basisIdOf(context, first.basis) : null,
        policyVersion: policy.version, code: null, note: null,
      };
    });
  }

  @Protected('ACCESS_LOG')
  @Query(() => AccessRights, {
    nullable: true,
    description: 'Wer von wann bis wann welche Zugriffsrechte hatte, soweit es die eigene Stelle betrifft / Who had which access rights from when to when, as far as the own unit is concerned',
  })
  async accessRights(
    @Arg('client', () => ID) client: string,
    @Arg('from', () => GraphQLISODateTime, { description: 'Ab / From' }) from: Date,
    @Arg('to', () => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' }) to: Date,
    @Ctx() context: ConsentApiContext,
  ): Promise<AccessRights | null> {
    const [begin, end] = [from.getTime(), to.getTime()];
    if (!(begin < end)) throw new Refusal('BAD_REQUEST', 'to muss nach from liegen / to must be after from');
    const { caller: { requester }, pseudonyms } = context;
    return supervise(context, client, 'accessRights', async (clientId) => {
      const known = await knownBetween(context, clientId, begin, end);
      return {
        rights: accessRights(known, requester.unit).map((right) => ({
          ...right, person: right.person === null ? null : pseudonyms.person(right.unit, right.person), basis: right.basis.kind, basisId: basisIdOf(context, right.basis),
          from: new Date(right.from), to: new Date(right.to),
        })),
        gaps: gapsIn(known).map((gap) => ({ from: new Date(gap.from), to: new Date(gap.to), code: gap.why, note: NOTE[gap.why] })),
      };
    });
  }
}

const unknown = (code: NotReplayed, policyVersion: string | null): PastDecision =>
  ({ granted: null, owners: [], basis: null, basisId: null, policyVersion, code, note: NOTE[code] });

/** @throws Refusal if more became known in the span than can be told at once */
export async function knownBetween({ store: { history } }: ConsentApiContext, clientId: string, from: Instant, to: Instant) {
  try {
    const [versions, policies] = await Promise.all([history.versions(clientId, from, to), history.policies(from, to)]);
    return knownDuring(versions, policies, from, to);
  } catch (fault) {
    if (fault instanceof RangeError) throw new Refusal('BAD_REQUEST', 'Zu viele Änderungen in dieser Zeit; einen kürzeren Zeitraum wählen / Too many changes in this time; choose a shorter one');
    throw fault;
  }
}

/** Logs name persons by pseudonym: of those whom the records name, the one that is meant; a stranger is like any other. */
function personOf(named: string, unit: Requester['unit'], { relations, consents }: ClientRecords, { pseudonyms }: ConsentApiContext): string {
  const persons = [
    ...relations.filter((relation) => relation.unit === unit).flatMap((relation) => relation.persons),
    ...consents.flatMap(({ receivingPersons }) => list(receivingPersons).filter((receiver) => receiver.unit === unit).map((receiver) => receiver.person)),
  ];
  return persons.find((person) => pseudonyms.person(unit, person) === named) ?? named;
}
