import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { BasisKindEnum, CategoryEnum, PurposeEnum, ReceivingRoleEnum } from '../api/enums.js';
import type { Role } from '../core/index.js';

@ObjectType({ description: 'Eine frühere Entscheidung, noch einmal gefragt / A past decision, asked again' })
export class PastDecision {
  @Shown(() => Boolean, 'Freigegeben; leer, wenn es sich nicht mehr sagen lässt / Released; empty if it cannot be told any more')
  granted: boolean | null;

  @Always(() => [String], 'Wessen Daten freigegeben waren / Whose data was released')
  owners: readonly string[];

  @Shown(() => BasisKindEnum, 'Rechtsgrundlage / Legal basis')
  basis: string | null;

  @Shown(() => ID, 'Schweigepflichtsentbindung, Übermittlung oder Notfall / Release, flow or emergency')
  basisId: string | null;

  @Shown(() => String, 'Stand der Regeln, nach denen entschieden wurde / Version of the rules it was decided by')
  policyVersion: string | null;

  @Shown(() => String, 'Warum es sich nicht mehr sagen lässt: RULES_CHANGED, NOT_RECORDED / Why it cannot be told any more')
  code: string | null;

  @Shown(() => String, 'Dasselbe in Worten / The same in words')
  note: string | null;
}

@ObjectType({ description: 'Zugriffsrecht in seiner ganzen Dauer / Access right for as long as it held' })
export class AccessRight {
  @Always(() => String, 'Zugreifende Stelle / Unit with access')
  unit: string;

  @Shown(() => ReceivingRoleEnum, 'Funktion; leer: in jeder / Function; empty: in any')
  role: Role | null;

  @Shown(() => ID, 'Pseudonym der Person; leer: alle der Stelle, die nicht einzeln genannt sind / Pseudonym of the person; empty: everyone at the unit not listed')
  person: string | null;

  @Always(() => String, 'Wessen Daten / Whose data')
  owner: string;

  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: string;

  @Always(() => BasisKindEnum, 'Rechtsgrundlage / Legal basis')
  basis: string;

  @Shown(() => ID, 'Schweigepflichtsentbindung, Übermittlung oder Notfall / Release, flow or emergency')
  basisId: string | null;

  @Always(() => [PurposeEnum], 'Zwecke / Purposes')
  purposes: readonly string[];

  @Field(() => GraphQLISODateTime, { description: 'Ab / From' })
  from: Date;

  @Field(() => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' })
  to: Date;
}

@ObjectType({ description: 'Zeit, für die sich keine Rechte angeben lassen / Time of which the rights cannot be told' })
export class AccessRightsGap {
  @Field(() => GraphQLISODateTime, { description: 'Ab / From' })
  from: Date;

  @Field(() => GraphQLISODateTime, { description: 'Bis (ausschließlich) / Until (exclusive)' })
  to: Date;

  @Always(() => String, 'RULES_CHANGED, NOT_RECORDED')
  code: string;

  @Always(() => String, 'Dasselbe in Worten / The same in words')
  note: string;
}

@ObjectType({ description: 'Wer wann welche Zugriffsrechte hatte / Who had which access rights when' })
export class AccessRights {
  @Always(() => [AccessRight], 'Rechte der eigenen Stelle und an ihren Daten / Rights of the own unit and to its data')
  rights: readonly AccessRight[];

  @Always(() => [AccessRightsGap], 'Zeiten ohne Auskunft / Times that cannot be told of')
  gaps: readonly AccessRightsGap[];
}
