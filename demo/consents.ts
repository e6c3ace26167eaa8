import type { Category, Consent, ConsentForm, ConsentState, NamedPerson, Purpose, UnitCode } from '../consent/core/index.js';
import type { Client } from './client.js';
import { addDays, addYears, earlier, instant, later } from './dates.js';
import type { Day } from './dates.js';
import type { Random } from './random.js';

export type Interpreter = 'PROFESSIONELL' | 'GESCHULT_KI' | 'GESCHULT_DRK' | 'UNGESCHULT_UMFELD' | 'ERWACHSENER_ANGEHOERIGER' | 'KIND';

/** A consent with what its paper says besides. */
export interface RecordedConsent extends Consent {
  /** Internal id of the client. */
  readonly client: string;
  /** Language of the form, ISO 639-1. */
  readonly language: string;
  readonly interpreter: Interpreter | null;
  readonly signatureReference: string | null;
}

/** What differs from consent to consent; the rest follows. Days; `to` is a year after `from` unless it is said. */
export interface Wording {
  readonly id: string;
  readonly client: string;
  readonly releasing: readonly UnitCode[];
  readonly receiving: readonly UnitCode[];
  readonly categories: readonly Category[];
  readonly purpose: Purpose;
  readonly from: Day;
  readonly to?: Day;
  readonly state?: ConsentState;
  readonly form?: ConsentForm;
  readonly explicit?: readonly Category[];
  readonly exclusions?: readonly Category[];
  readonly releasingPersons?: readonly NamedPerson[];
  readonly receivingPersons?: readonly NamedPerson[];
  readonly language?: string;
  readonly interpreter?: Interpreter | null;
}

/** One direction of a release. */
export const grant = (wording: Wording): RecordedConsent => ({
  id: wording.id,
  client: wording.client,
  state: wording.state ?? 'ERTEILT',
  releasingUnits: wording.releasing,
  releasingPersons: wording.releasingPersons ?? [],
  receivingUnits: wording.receiving,
  receivingPersons: wording.receivingPersons ?? [],
  categories: wording.categories,
  explicitCategories: wording.explicit ?? [],
  exclusions: wording.exclusions ?? [],
  purposes: [wording.purpose],
  form: wording.form ?? 'SCHRIFTLICH',
  from: instant(wording.from),
  to: instant(wording.to ?? addYears(wording.from, 1)),
  language: wording.language ?? 'de',
  interpreter: wording.interpreter ?? null,
  signatureReference: wording.form === 'MUENDLICH_BESONDERE_UMSTAENDE' ? null : `scan-${wording.id.slice(0, 8)}`,
});

/** The two one-way records of a two-way release; `back` is the id of the second. */
export const bothWays = (wording: Wording, back: string): RecordedConsent[] => [
  grant(wording),
  grant({
    ...wording, id: back, releasing: wording.receiving, receiving: wording.releasing,
    releasingPersons: wording.receivingPersons ?? [], receivingPersons: wording.releasingPersons ?? [],
  }),
];

/** A printed form: what case management and another unit may tell each other, for one purpose. */
interface Form {
  readonly purpose: Purpose;
  readonly partner: (unit: UnitCode) => boolean;
  readonly toPartner: readonly Category[];
  readonly fromPartner: readonly Category[];
  /** Both lists go both ways: a two-way release. */
  readonly twoWay?: true;
  readonly explicit?: readonly Category[];
  /** T4: names the two persons who lead the case at either side. */
  readonly personBound?: true;
  readonly days?: number;
  readonly weight: number;
}

const FORMS: readonly Form[] = [
  { purpose: 'KURSVERMITTLUNG', partner: (unit) => unit === 'NWL_CUK', twoWay: true, weight: 30,
    toPartner: ['IDENTITY_CORE', 'LANGUAGE_NEEDS'], fromPartner: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT'] },
  { purpose: 'ARBEITSBERATUNG', partner: (unit) => unit === 'JOBCENTER_LIPPE', twoWay: true, weight: 25,
    toPartner: ['IDENTITY_CORE', 'CONTACT', 'LANGUAGE_NEEDS', 'CM_PROCESS'], fromPartner: ['BENEFIT_REGIME', 'LABOUR_PROFILE'] },
  { purpose: 'CM_DURCHFUEHRUNG', partner: (unit) => unit === 'JOBCENTER_LIPPE', personBound: true, weight: 10,
    toPartner: ['CM_GOALS'], fromPartner: ['JC_PLAN', 'LABOUR_PROFILE'] },
  { purpose: 'ARBEITSBERATUNG', partner: (unit) => unit === 'AA_DETMOLD', weight: 8,
    toPartner: ['IDENTITY_CORE', 'LANGUAGE_NEEDS'], fromPartner: ['LABOUR_PROFILE'] },
  { purpose: 'SPRACHEINSTUFUNG', partner: (unit) => unit === 'NWL_CUK', explicit: ['LANGUAGE_TEST_DETAIL'], weight: 5,
    toPartner: [], fromPartner: ['LANGUAGE_LEVEL', 'LANGUAGE_TEST_DETAIL'] },
  { purpose: 'SCHULPLATZ', partner: (unit) => unit === 'KI_SEITENEINSTIEG', weight: 25,
    toPartner: ['IDENTITY_CORE', 'HOUSEHOLD', 'LANGUAGE_NEEDS'], fromPartner: ['SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY'] },
  { purpose: 'KITAPLATZ', partner: (unit) => unit.startsWith('JUGENDAMT:'), weight: 20,
    toPartner: ['IDENTITY_CORE', 'CONTACT'], fromPartner: ['KITA_PLACEMENT'] },
  { purpose: 'MASSNAHMENZUSTEUERUNG', partner: (unit) => unit.startsWith('ABH_'), weight: 8,
    toPartner: [], fromPartner: ['WORK_PERMISSION', 'RESIDENCE_TITLE'] },
  { purpose: 'AUFENTHALTSPERSPEKTIVE_25A_25B', partner: (unit) => unit.startsWith('ABH_'), personBound: true, days: 60, weight: 8,
    toPartner: ['IDENTITY_CORE'], fromPartner: ['PERSPECTIVE_CHECK', 'RESIDENCE_TITLE'] },
  { purpose: 'EINBUERGERUNG', partner: (unit) => unit.startsWith('EBH_'), personBound: true, weight: 40,
    toPartner: ['IDENTITY_CORE'], fromPartner: ['PERSPECTIVE_CHECK'] },
  { purpose: 'GESUNDHEITSHILFE', partner: (unit) => unit === 'JOBCENTER_LIPPE', explicit: ['HEALTH'], weight: 4,
    toPartner: ['HEALTH'], fromPartner: [] },
];

const STATES: readonly (readonly [ConsentState, number])[] = [
  ['ERTEILT', 60], ['TEILWIDERRUFEN', 7], ['WIDERRUFEN', 8], ['ABGELAUFEN', 8], ['BEDENKZEIT', 5], ['ENTWURF', 4], ['ERSETZT', 5], ['UNWIRKSAM', 3],
];

/** The consents of a client known to case management: none for a third of them, up to three forms for the others. */
export function consentsOf(client: Client, today: Day, choose: Random): RecordedConsent[] {
  const active = client.relations.filter(({ to }) => to === null || to > instant(today));
  const manager = active.find(({ unit }) => unit === 'KREIS_SERVICESTELLE' || unit === 'DETMOLD_CM');
  if (!manager || choose.chance(0.33)) return [];
  const possible = FORMS.flatMap((form) => active.filter(({ unit }) => form.partner(unit)).map((partner) => [{ form, partner }, form.weight] as const));
  if (possible.length === 0) return [];
  const chosen = new Set(Array.from({ length: choose.int(1, 3) }, () => choose.weighted(possible)));
  return [...chosen].flatMap(({ form, partner }) => signed(form, client, manager, partner, today, choose));
}

type Related = Client['relations'][number];

function signed(form: Form, client: Client, manager: Related, partner: Related, today: Day, choose: Random): RecordedConsent[] {
  const state = choose.weighted(STATES);
  const days = form.days ?? 365;
  const age = state === 'ABGELAUFEN' ? choose.int(days + 1, days + 200) : ['ENTWURF', 'BEDENKZEIT'].includes(state) ? 0 : choose.int(1, days - 10);
  const from = earlier(state === 'ABGELAUFEN' ? addDays(today, -age) : later(addDays(today, -age), client.registeredOn), today);
  const persons = (one: Related): NamedPerson[] => (form.personBound && one.responsible ? [{ unit: one.unit, person: one.responsible }] : []);
  const wording = {
    client: client.id, purpose: form.purpose, from, to: addDays(from, days), state,
    form: choose.weighted<ConsentForm>([['SCHRIFTLICH', 80], ['ELEKTRONISCH', 17], ['MUENDLICH_BESONDERE_UMSTAENDE', 3]]),
    language: client.interpreter ?? 'de',
    interpreter: state === 'UNWIRKSAM' ? 'KIND' : client.interpreter ? choose.pick(['GESCHULT_KI', 'GESCHULT_DRK', 'PROFESSIONELL'] as const) : null,
  } satisfies Partial<Wording>;

  const oneWay = (owner: Related, to: Related, listed: readonly Category[]): Wording => {
    const taken = state === 'TEILWIDERRUFEN' && listed.length > 1 ? [choose.pick(listed)] : [];
    return {
      ...wording, id: choose.uuid(), releasing: [owner.unit], receiving: [to.unit], releasingPersons: persons(owner), receivingPersons: persons(to),
      categories: listed.filter((category) => !taken.includes(category)),
      explicit: (form.explicit ?? []).filter((category) => listed.includes(category) && !taken.includes(category)),
      exclusions: [...taken, ...(choose.chance(0.12) ? extraExclusions(listed) : [])],
    };
  };
  const papers = form.twoWay
    ? bothWays(oneWay(manager, partner, [...form.toPartner, ...form.fromPartner]), choose.uuid())
    : [...(form.toPartner.length ? [grant(oneWay(manager, partner, form.toPartner))] : []),
       ...(form.fromPartner.length ? [grant(oneWay(partner, manager, form.fromPartner))] : [])];
  return state === 'ERSETZT' ? [...papers, ...papers.map((paper) => ({ ...paper, id: choose.uuid(), state: 'ERTEILT' as const }))] : papers;
}

/** What clients most often say must stay where it is. */
const extraExclusions = (listed: readonly Category[]): Category[] => (['HEALTH', 'PSYCHOSOCIAL'] as const).filter((category) => !listed.includes(category));
