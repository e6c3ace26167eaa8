import {
  INTEGRATION_COURSES, statusesShownAs, yearsBetween, type Attribute, type Day, type HypotheticalPerson, type Topic,
} from '../../subgraphs/eligibility/index.js';
import type { Ask, WithheldField } from '../api/ask.js';
import { COURSE_FIELDS, type CatalogueCourse, type Level } from './catalogue.js';

/** What may be known of a client for guidance: only what rules for courses and offers ask for, nothing of origin or family. */
const QUESTION = `query GuidanceClient($id: ID!) { client(id: $id) {
  birthDate registration { municipality registeredOn } residence { title firstIssuedOn } workPermission { access } benefits { regime }
  languageLevel { level takenOn } supportPlan { targetLevel a2DueOn } courseEntitlements { basis expiresOn } enrolments { state result course { ${COURSE_FIELDS} } }
} }`;

interface Enrolment {
  readonly state: string | null;
  readonly result: Level | null;
  readonly course: CatalogueCourse | null;
}

/** The client as released; `null` is withheld or not there, which look alike. */
interface Released {
  readonly birthDate: Day | null;
  readonly registration: { readonly municipality: NonNullable<Exclude<HypotheticalPerson['municipality'], readonly unknown[]>> | null; readonly registeredOn: Day | null } | null;
  readonly residence: { readonly title: string | null; readonly firstIssuedOn: Day | null } | null;
  readonly workPermission: { readonly access: string | null } | null;
  readonly benefits: readonly { readonly regime: string | null }[] | null;
  readonly languageLevel: { readonly level: Level | null; readonly takenOn: Day | null } | null;
  readonly supportPlan: { readonly targetLevel: Level | null; readonly a2DueOn: Day | null } | null;
  readonly courseEntitlements: readonly { readonly basis: string | null; readonly expiresOn: Day | null }[] | null;
  readonly enrolments: readonly Enrolment[] | null;
}

/** A client as far as the caller may know them. */
export interface KnownClient {
  readonly person: HypotheticalPerson;
  readonly released: Released;
  /** What was withheld, by field of `Client`. */
  readonly withheld: ReadonlyMap<string, WithheldField>;
}

/** Which field of `Client` tells an attribute; what no field tells has to be asked of the client. */
export const FIELD_OF: Readonly<Partial<Record<Attribute, string>>> = {
  age: 'birthDate', municipality: 'registration', arrivedOn: 'registration', status: 'residence', statusSince: 'residence', workAccess: 'workPermission',
  benefits: 'benefits', level: 'languageLevel', entitlement: 'courseEntitlements', integrationCourse: 'enrolments',
};

/** `null` for a client whom the caller has nothing to do with, or if the county does not answer. */
export async function readClient(ask: Ask, id: string, today: Day): Promise<KnownClient | null> {
  const { data, withheld } = await ask(QUESTION, { id });
  const released = data?.['client'] as Released | null | undefined;
  if (!released) return null;
  return { released, person: personOf(released, today), withheld: new Map(withheld.map((field) => [String(field.path[1]), field])) };
}

function personOf({ birthDate, registration, residence, workPermission, benefits, languageLevel, courseEntitlements, enrolments }: Released, today: Day): HypotheticalPerson {
  const attributes = {
    age: birthDate && yearsBetween(birthDate, today),
    municipality: registration?.municipality,
    arrivedOn: notAfter([registration?.registeredOn, residence?.firstIssuedOn]),
    status: residence?.title && statusesShownAs(residence.title),
    statusSince: residence?.firstIssuedOn,
    workAccess: known(workPermission?.access),
    benefits: benefits?.flatMap(({ regime }) => known(regime) ?? []),
    level: languageLevel?.level,
    entitlement: courseEntitlements && entitlementOf(courseEntitlements, today),
    integrationCourse: enrolments && courseStateOf(enrolments),
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== '')) as HypotheticalPerson;
}

const known = (value: string | null | undefined): string | undefined => (value === 'UNGEKLAERT' ? undefined : (value ?? undefined));

/** Who was registered or got a title on a day had arrived by then. */
function notAfter(days: readonly (Day | null | undefined)[]): { readonly to: Day } | undefined {
  const [first] = days.filter((day) => typeof day === 'string').sort();
  return first === undefined ? undefined : { to: first };
}

function entitlementOf(entitlements: NonNullable<Released['courseEntitlements']>, today: Day): string | undefined {
  const valid = entitlements.filter(({ expiresOn }) => expiresOn === null || expiresOn >= today).map(({ basis }) => basis ?? '');
  const kinds = new Set(valid.map((basis) => (basis.startsWith('BERECHTIGUNG_DEUFOEV') ? 'BERUFSSPRACHKURS' : /_44|_5A/.test(basis) ? 'INTEGRATIONSKURS' : null)));
  kinds.delete(null);
  return kinds.size > 1 ? undefined : ([...kinds][0] ?? 'KEINE');
}

/** How far the Integrationskurs has come, if enrolments tell of one. Somebody without may have attended it elsewhere. */
function courseStateOf(enrolments: readonly Enrolment[]): string | undefined {
  const states = enrolments.filter(({ course }) => course !== null && INTEGRATION_COURSES.includes(course.kind as Topic));
  if (states.some(({ result }) => result === 'B1')) return 'BEENDET_MIT_B1';
  if (states.some(({ state }) => state === 'BEGONNEN' || state === 'UNTERBROCHEN')) return 'LAEUFT';
  return states.some(({ state }) => state === 'BEENDET_NICHT_BESTANDEN') ? 'BEENDET_OHNE_B1' : undefined;
}
