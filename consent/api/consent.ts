import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { CATEGORIES, isCategory, isPurpose, RECEIVING_ROLES, type Category, type Consent as ConsentRecord, type Instant, type Role } from '../core/index.js';
import { stateAt } from '../lifecycle/index.js';
import { CategoryEnum, ConsentFormEnum, ConsentStateEnum, PurposeEnum, ReceivingRoleEnum } from './enums.js';

@ObjectType({ description: 'Namentlich benannte Person einer Stelle / A named person at a unit' })
export class NamedPerson {
  @Always(() => String, 'Stelle / Unit')
  unit: string;

  @Always(() => String, 'Kennung der Person / Id of the person')
  person: string;
}

@ObjectType({ description: 'Alle einer Stelle in einer Funktion, statt der ganzen Stelle / Everyone at a unit in a function, instead of the whole unit' })
export class ReceivingFunction {
  @Always(() => String, 'Stelle / Unit')
  unit: string;

  @Always(() => ReceivingRoleEnum, 'Funktion dort / Function there')
  role: Role;
}

/** One direction of a release, as its parties may see it. */
@ObjectType({ description: 'Schweigepflichtsentbindung in einer Richtung / Release from confidentiality in one direction' })
export class Consent {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Shown(() => ConsentStateEnum, 'Stand / State')
  state: string | null;

  @Always(() => [String], 'Wer offenbaren darf / Who may disclose')
  releasingUnits: readonly string[];

  @Always(() => [NamedPerson], 'Benannte Geheimnisträger / Named keepers of secrets')
  releasingPersons: readonly NamedPerson[];

  @Always(() => [String], 'Wer empfangen darf / Who may receive')
  receivingUnits: readonly string[];

  @Always(() => [NamedPerson], 'Benannte Empfänger / Named recipients')
  receivingPersons: readonly NamedPerson[];

  @Always(() => [ReceivingFunction], 'Empfangende Funktionen / Receiving functions')
  receivingFunctions: readonly ReceivingFunction[];

  @Always(() => [CategoryEnum], 'Freigegebene Kategorien / Released categories')
  categories: readonly Category[];

  @Always(() => [CategoryEnum], 'Ausdrücklich angekreuzte besondere Kategorien / Special categories ticked explicitly')
  explicitCategories: readonly Category[];

  @Always(() => [CategoryEnum], 'Ausdrücklich ausgeschlossen / Explicitly excluded')
  exclusions: readonly Category[];

  @Always(() => [PurposeEnum], 'Zwecke / Purposes')
  purposes: readonly string[];

  @Shown(() => ConsentFormEnum, 'Form / Form')
  form: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Gültig ab / Valid from' })
  validFrom: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Gültig bis (ausschließlich) / Valid until (exclusive)' })
  validTo: Date | null;
}

/** What of a record can be shown at an instant, under the reader's id of it; a broken one shows what is left of it. */
export function shownConsent(record: ConsentRecord, id: string, now: Instant): Consent {
  const state = stateAt(record, now);
  return {
    id,
    state: Object.hasOwn(ConsentStateEnum, state) ? state : null,
    releasingUnits: list(record.releasingUnits), releasingPersons: list(record.releasingPersons),
    receivingUnits: list(record.receivingUnits), receivingPersons: list(record.receivingPersons),
    receivingFunctions: list(record.receivingFunctions).filter((one) => RECEIVING_ROLES.includes(one?.role)),
    categories: list(record.categories).filter(isCarried),
    explicitCategories: list(record.explicitCategories).filter(isCarried),
    exclusions: list(record.exclusions).filter(isCarried),
    purposes: list(record.purposes).filter(isPurpose),
    form: Object.hasOwn(ConsentFormEnum, record.form) ? record.form : null,
    validFrom: shownInstant(record.from), validTo: shownInstant(record.to),
  };
}

export const shownInstant = (at: Instant): Date | null => (Number.isFinite(at) ? new Date(at) : null);

const isCarried = (code: string): code is Category => isCategory(code) && CATEGORIES.get(code)!.tier !== 'T6';
const list = <Item>(items: readonly Item[] | null | undefined): readonly Item[] => (Array.isArray(items) ? items : []);
