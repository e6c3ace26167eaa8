import { Field, InputType, Int } from 'type-graphql';
import { statusesShownAs, type HypotheticalPerson as Known } from '../../eligibility/index.js';
import { CalendarDate } from '../calendar-date.js';
import type { TypeOf } from '../decorators.js';
import { BenefitRegime, Cefr, Municipality, WorkAccess } from '../enums.js';
import { Employment, HeldEntitlement, IntegrationCourseState, ResidenceBinding, ResidenceStatus } from './enums.js';

/** An attribute that may be left out: then it is unknown. `description`: German / English. */
const Attribute = (type: TypeOf, description: string) => Field(type, { nullable: true, description });

@InputType({ description: 'Merkmale ohne Person: kein Name, keine Kennung. Was fehlt, gilt als unbekannt / Attributes without a person: no name, no id. What is left out is unknown' })
export class HypotheticalPerson {
  @Attribute(() => ResidenceStatus, 'Aufenthaltsstatus / Residence status')
  status?: ResidenceStatus | null;

  @Attribute(() => CalendarDate, 'Beginn des Status / Beginning of the status')
  statusSince?: string | null;

  @Attribute(() => Int, 'Alter in Jahren am Stichtag / Age in years on the day asked about')
  age?: number | null;

  @Attribute(() => Cefr, 'Festgestelltes Sprachniveau / Tested language level')
  level?: Cefr | null;

  @Attribute(() => Municipality, 'Kommune / Municipality')
  municipality?: Municipality | null;

  @Attribute(() => Employment, 'Erwerbssituation / Employment')
  employment?: keyof typeof Employment | null;

  @Attribute(() => BenefitRegime, 'Art der Sozialleistung / Benefit regime')
  benefits?: BenefitRegime | null;

  @Attribute(() => CalendarDate, 'Erster Tag des jetzigen Aufenthalts in Deutschland / First day of the present stay in Germany')
  arrivedOn?: string | null;

  @Attribute(() => String, 'Herkunftsland (ISO 3166-1 alpha-3) / Country of origin (ISO 3166-1 alpha-3)')
  origin?: string | null;

  @Attribute(() => WorkAccess, 'Zugang zum Arbeitsmarkt / Access to the labour market')
  workAccess?: WorkAccess | null;

  @Attribute(() => IntegrationCourseState, 'Stand des Integrationskurses / State of the integration course')
  integrationCourse?: keyof typeof IntegrationCourseState | null;

  @Field(() => HeldEntitlement, { nullable: true, defaultValue: 'KEINE', description: 'Vorhandene gültige Kursberechtigung; null: unbekannt / Valid course entitlement at hand; null: unknown' })
  entitlement?: keyof typeof HeldEntitlement | null;

  @Attribute(() => Boolean, 'Wohnt in einer Aufnahmeeinrichtung des Landes / Lives in a reception facility of the Land')
  inReceptionFacility?: boolean | null;

  @Attribute(() => Boolean, 'Minderjähriges Kind im Haushalt / Minor child in the household')
  withMinorChild?: boolean | null;

  @Attribute(() => Int, 'Schuljahre insgesamt / Years of school in all')
  schoolYears?: number | null;

  @Attribute(() => ResidenceBinding, 'Wohnsitzbindung / Residence obligation')
  residenceBinding?: keyof typeof ResidenceBinding | null;
}

/** The same for the rules; a status shown for several stands for all of them. */
export function knownOf({ status, inReceptionFacility, withMinorChild, ...rest }: HypotheticalPerson): Known {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== undefined)) as Known;
  const [reception, minorChild] = [yesOrNo(inReceptionFacility), yesOrNo(withMinorChild)];
  return { ...given, ...(status && { status: statusesShownAs(status) }), ...(reception && { reception }), ...(minorChild && { minorChild }) };
}

const yesOrNo = (value: boolean | null | undefined): 'JA' | 'NEIN' | undefined => (value === true ? 'JA' : value === false ? 'NEIN' : undefined);
