import type { LogItem, LoggedEntry } from '../../audit/entry.js';
import { STATUTORY_FLOWS, UNITS, type Category, type Instant, type Purpose, type UnitCode } from '../../core/index.js';
import { fromText, toText } from '../../papers/display.js';
import { textsOf } from '../../papers/texts.js';
import { receiversOf, type FiledConsent, type FormLanguage } from '../../lifecycle/index.js';
import { disclosuresIn, type Disclosure, type EmergencyTold } from '../disclosures.js';
import type { Column, Proven, Report, Section } from './report.js';
import { sayTo, subjectTexts } from './subject-texts.js';

/** What a unit tells a client about the passing on of their data. All of it is about this client only. */
export interface SubjectAccess {
  readonly unit: UnitCode;
  readonly language: FormLanguage;
  readonly from: Instant;
  readonly to: Instant;
  readonly created: Instant;
  readonly disclosures: readonly Disclosure[];
  readonly emergencies: readonly EmergencyTold[];
  /** Entries of the unit's own requests for the client. */
  readonly entries: readonly LoggedEntry[];
  /** Those to which the unit is a party. */
  readonly consents: readonly FiledConsent[];
  readonly proofs?: Proven;
}

/**
 * The information under Art. 15 GDPR: when, who, to whom, which data, what for, on which basis (CJEU C-154/21: recipients by name;
 * C-579/21: also each consultation, but not the staff). No values, no names of staff, nothing about third persons, no free text. An
 * emergency that the client must not be told of for now is left out as if it were not there.
 */
export function subjectAccessReport(access: SubjectAccess): Report {
  const { unit, language, from, to, created } = access;
  const say = sayTo(language);
  return {
    language, created,
    title: say((t) => t.title),
    notes: [
      say((t) => t.staff), say((t) => t.others), say((t) => t.period), say((t) => t.rights),
      ...(language === 'de' ? [] : [say((_own, papers) => papers.reviewNote)]),
    ],
    sections: [transmissions(access), consultations(access), consents(access)],
    intro: say((t) => t.intro, { unit: nameOf(unit), from: fromText(from), to: toText(to) }),
    ...(access.proofs && { proofs: access.proofs }),
  };
}

const nameOf = (unit: UnitCode): string => UNITS.get(unit)?.name ?? unit;

/** Words of a row in the client's language. */
function wordsIn(language: FormLanguage) {
  const own = subjectTexts(language);
  const { categories, purposeNames, comma } = textsOf(language);
  const statute = (id: string): string => STATUTORY_FLOWS.find((flow) => flow.id === id)?.citation ?? id;
  return {
    data: (codes: readonly Category[]): string => codes.map((code) => (categories as Readonly<Record<string, string>>)[code] ?? code).join(comma),
    purpose: (purpose: Purpose | null): string => (purpose === null ? own.unsaid : purposeNames[purpose]),
    basis(basis: string): string {
      const [kind, id = ''] = basis.split(':');
      return kind === 'CONSENT' ? own.byConsent : kind === 'STATUTE' ? statute(id) : kind === 'EMERGENCY' ? own.byEmergency : basis;
    },
  };
}

function transmissions({ language, disclosures, emergencies, from, to }: SubjectAccess): Section {
  const words = wordsIn(language);
  const suspended = suspendedIn(emergencies);
  const notifications = emergencies.filter(({ at }) => at >= from && at < to)
    .map(({ id, ...emergency }): Disclosure => ({ ...emergency, purpose: null, basis: `EMERGENCY:${id}`, occasion: null }));
  const told = [...disclosures, ...notifications].filter(({ basis }) => !suspended.has(basis)).toSorted((a, b) => a.at - b.at);
  return {
    ...section(language, 'transmissions', ['when', 'sender', 'receiver', 'data', 'purpose', 'basis'], [4, 5, 5, 6, 4, 5]),
    rows: told.map((one) => ({
      when: fromText(one.at), sender: nameOf(one.from), receiver: nameOf(one.to), data: words.data(one.categories), purpose: words.purpose(one.purpose), basis: words.basis(one.basis),
    })),
  };
}

const suspendedIn = (emergencies: readonly EmergencyTold[]): ReadonlySet<string> =>
  new Set(emergencies.filter(({ isSuspended }) => isSuspended).map(({ id }) => `EMERGENCY:${id}`));

/** Those of the unit's own requests of which the information tells something. */
export function toldOf({ entries, emergencies }: Pick<SubjectAccess, 'entries' | 'emergencies'>): readonly LoggedEntry[] {
  const suspended = suspendedIn(emergencies);
  return entries.filter((entry) => entry.kind === 'RELEASE' && entry.items.some(isOwn) || disclosuresIn({ entry, at: entry.at }).some(({ basis }) => !suspended.has(basis)));
}

const isOwn = ({ granted, basis }: LogItem): boolean => granted && basis === 'OWN_DATA';

/** Each day and purpose once: how often somebody turned a page says nothing more. */
function consultations({ language, entries }: SubjectAccess): Section {
  const words = wordsIn(language);
  const days = new Map<string, { at: Instant; purpose: Purpose | null; categories: Set<Category> }>();
  for (const { at, purpose, items } of entries.filter(({ kind }) => kind === 'RELEASE').toSorted((a, b) => a.at - b.at)) {
    const own = items.filter(isOwn);
    if (own.length === 0) continue;
    const name = `${dayText(at)}\n${purpose}`;
    const day = days.get(name) ?? { at, purpose, categories: new Set<Category>() };
    for (const { category } of own) day.categories.add(category);
    days.set(name, day);
  }
  return {
    ...section(language, 'consultations', ['when', 'data', 'purpose'], [4, 12, 6]),
    rows: [...days.values()].map(({ at, purpose, categories }) => ({ when: dayText(at), data: words.data([...categories].toSorted()), purpose: words.purpose(purpose) })),
  };
}

function consents({ language, consents: filed }: SubjectAccess): Section {
  const words = wordsIn(language);
  const names = (units: readonly UnitCode[]): string => [...new Set(units)].map(nameOf).join(textsOf(language).comma);
  return {
    ...section(language, 'consents', ['valid', 'sender', 'receiver', 'data', 'purpose'], [4, 5, 5, 6, 5]),
    rows: filed.filter(({ state }) => GIVEN.has(state)).toSorted((a, b) => a.from - b.from).map((consent) => ({
      valid: `${fromText(consent.from)} – ${toText(consent.to)}`, sender: names(consent.releasingUnits),
      receiver: names(receiversOf(consent)),
      data: words.data(consent.categories), purpose: consent.purposes.map(words.purpose).join(textsOf(language).comma),
    })),
  };
}

/** Drafts have released nothing. */
const GIVEN: ReadonlySet<string> = new Set(['ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT']);

const berlin = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', day: '2-digit', month: '2-digit', year: 'numeric' });
const dayText = (at: Instant): string => berlin.format(at);

type Texts = ReturnType<typeof subjectTexts>;

function section(language: FormLanguage, heading: keyof Texts, keys: readonly (keyof Texts)[], widths: readonly number[]): Omit<Section, 'rows'> {
  const say = sayTo(language);
  const columns = keys.map((key, index): Column => ({ key, said: say((t) => t[key]), width: widths[index]! }));
  return { heading: say((t) => t[heading]), columns, none: say((t) => t.none) };
}
