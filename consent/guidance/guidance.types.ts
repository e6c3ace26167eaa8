import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../subgraphs/kit/calendar-date.js';
import { Always, Shown } from '../../subgraphs/kit/decorators.js';
import { Assessment } from '../../subgraphs/kit/eligibility/assessment.js';
import { EligibilityTopic, PersonAttribute } from '../../subgraphs/kit/eligibility/enums.js';
import { Cefr, Municipality, textEnum } from '../../subgraphs/kit/enums.js';
import { PageInfo } from '../../subgraphs/kit/paging.js';
import { CategoryEnum, DenyReasonEnum } from '../api/enums.js';
import { NeededConsent } from '../api/release-status.js';
import type { CatalogueCourse, CatalogueOffer } from './catalogue.js';
import { A2_STATES } from './language-plan.js';

const NO_DECISION = 'Hinweis, keine Entscheidung (Art. 22 DSGVO) / A hint, no decision (Art. 22 GDPR)';

@ObjectType({ description: 'Freigabe, die den Hinweis schärfen würde; Grund und Bedarf nur für die fallführende Person / Release that would sharpen the hint; reason and need for the person leading the case only' })
export class SharpeningRelease {
  @Always(() => [PersonAttribute], 'Merkmale, die dann bekannt wären / Attributes that would then be known')
  attributes: readonly string[];

  @Always(() => CategoryEnum, 'Kategorie / Category')
  category: string;

  @Shown(() => DenyReasonEnum, 'Grund / Reason')
  reason: string | null;

  @Shown(() => NeededConsent, 'Was die Entbindung enthalten müsste / What the release would have to contain')
  needed: NeededConsent | null;
}

@ObjectType({ description: 'Auszug aus einem Katalog; alles Weitere unter Query.course und Query.offer / Excerpt from a catalogue; all else under Query.course and Query.offer' })
export class CatalogueExcerpt {
  @Always(() => ID, 'Kennung / Id')
  id: string;

  @Always(() => String, 'Titel / Title')
  title: string;

  @Always(() => EligibilityTopic, 'Art / Kind')
  kind: string;

  @Always(() => String, 'Anbieter / Provider')
  provider: string;

  @Shown(() => Municipality, 'Ort / Place')
  municipality: string | null;

  @Always(() => CalendarDate, 'Beginn / Starts on')
  startsOn: string;

  @Shown(() => CalendarDate, 'Ende / Ends on')
  endsOn: string | null;

  @Shown(() => Cefr, 'Eingangsniveau / Level at the start')
  levelFrom: string | null;

  @Shown(() => Cefr, 'Zielniveau / Level at the end')
  levelTo: string | null;

  @Always(() => Boolean, 'Mit Kinderbetreuung / With childcare')
  childcare: boolean;

  @Always(() => Int, 'Freie Plätze / Free places')
  freePlaces: number;
}

export const excerptOfCourse = ({ id, title, kind, provider, municipality, startsOn, endsOn, levelFrom, levelTo, childcare, freePlaces }: CatalogueCourse): CatalogueExcerpt =>
  ({ id, title, kind, provider, municipality, startsOn, endsOn, levelFrom, levelTo, childcare, freePlaces });
export const excerptOfOffer = ({ id, title, kind, provider, municipality, validFrom, validTo, languageLevelMin, childcare, freePlaces }: CatalogueOffer): CatalogueExcerpt =>
  ({ id, title, kind, provider, municipality, startsOn: validFrom, endsOn: validTo, levelFrom: languageLevelMin, levelTo: null, childcare, freePlaces });

@ObjectType({ description: `Kurs oder Angebot für jemanden; ${NO_DECISION}` })
export class Opportunity {
  @Shown(() => CatalogueExcerpt, 'Kurs / Course')
  course: CatalogueExcerpt | null;

  @Shown(() => CatalogueExcerpt, 'Angebot / Offer')
  offer: CatalogueExcerpt | null;

  @Always(() => Assessment, 'Hinweis mit Regeln / Hint with rules')
  assessment: Assessment;
}

@ObjectType()
export class OpportunityEdge {
  @Always(() => Opportunity, 'Kurs oder Angebot / Course or offer')
  node: Opportunity;

  @Always(() => String, 'Zeiger / Cursor')
  cursor: string;
}

const COMPLETE = 'Ob alles mit freien Plätzen betrachtet wurde; sonst nur, was als Nächstes beginnt / Whether all with free places was looked at; otherwise only what begins next';

@ObjectType({ description: `Was die Kataloge an freien Plätzen jemandem bieten, aus dem, was die anfragende Person von ihm sehen darf; ${NO_DECISION}` })
export class OpportunityConnection {
  @Always(() => [OpportunityEdge], 'Seite / Page')
  edges: readonly OpportunityEdge[];

  @Always(() => PageInfo, 'Seitenangaben / Page information')
  pageInfo: PageInfo;

  @Always(() => Boolean, COMPLETE)
  catalogueComplete: boolean;

  @Always(() => [PersonAttribute], 'Merkmale, die bekannt sind / Attributes that are known')
  knownAttributes: readonly string[];

  @Always(() => [PersonAttribute], 'Merkmale, die keine Stelle führt: die Klientin oder den Klienten fragen / Attributes that no unit keeps: ask the client')
  askTheClient: readonly string[];

  @Always(() => [SharpeningRelease], 'Freigaben, die diese Seite schärfen würden / Releases that would sharpen this page')
  sharpenedBy: readonly SharpeningRelease[];
}

export const A2State = textEnum('A2State', 'Stand des Ziels A2 binnen zwei Jahren / State of the goal A2 within two years', A2_STATES);

@ObjectType({ description: 'Das Ziel A2 binnen zwei Jahren / The goal A2 within two years' })
export class A2Watch {
  @Always(() => A2State, 'Stand / State')
  state: string;

  @Shown(() => CalendarDate, 'Fällig am / Due on')
  dueOn: string | null;

  @Shown(() => CalendarDate, 'Nach diesem Plan erreicht am / Reached by this plan on')
  plannedOn: string | null;
}

@ObjectType({ description: 'Schritt der Sprachkette / Step of the language chain' })
export class LanguagePlanStep {
  @Always(() => CatalogueExcerpt, 'Kurs / Course')
  course: CatalogueExcerpt;

  @Always(() => CalendarDate, 'Von / From')
  from: string;

  @Always(() => CalendarDate, 'Bis / To')
  to: string;

  @Always(() => Cefr, 'Niveau davor / Level before')
  levelFrom: string;

  @Always(() => Cefr, 'Niveau danach, wenn bestanden / Level afterwards, if passed')
  levelTo: string;

  @Always(() => Int, 'Volle Wochen ohne Kurs davor / Whole weeks without a course before')
  gapWeeks: number;

  @Always(() => Boolean, 'Läuft schon oder ist angemeldet / Runs already or is booked')
  enrolled: boolean;
}

@ObjectType({ description: 'Lücke, für die kein freier Kurs im Katalog steht / Gap for which the catalogue has no course with free places' })
export class MissingStep {
  @Field(() => Cefr, { description: 'Von / From' })
  from: string;

  @Field(() => Cefr, { description: 'Bis / To' })
  to: string;
}

@ObjectType({ description: `Sprachkette aus Kursen mit freien Plätzen, auf dem schnellsten Weg; ${NO_DECISION}` })
export class LanguagePlan {
  @Shown(() => Cefr, 'Festgestelltes Niveau / Tested level')
  startLevel: string | null;

  @Always(() => Cefr, 'Zielniveau; ohne Förderplan A2 / Target level; without a support plan A2')
  targetLevel: string;

  @Always(() => [LanguagePlanStep], 'Schritte / Steps')
  steps: readonly LanguagePlanStep[];

  @Shown(() => MissingStep, 'Was fehlt / What is missing')
  missing: MissingStep | null;

  @Shown(() => CalendarDate, 'Ziel erreicht am / Target reached on')
  reachedOn: string | null;

  @Always(() => Boolean, COMPLETE)
  catalogueComplete: boolean;

  @Always(() => A2Watch, 'A2 binnen zwei Jahren / A2 within two years')
  a2: A2Watch;

  @Always(() => [SharpeningRelease], 'Freigaben, die den Plan schärfen würden / Releases that would sharpen the plan')
  sharpenedBy: readonly SharpeningRelease[];
}
