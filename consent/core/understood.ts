import { CATEGORIES, isCategory, type Category } from './categories.js';
import { ALL, setOf, type CategorySet } from './category-set.js';
import { isPurpose } from './purposes.js';
import type { Consent, ConsentForm, ConsentState, NamedPerson, ReceivingFunction } from './records.js';
import { RECEIVING_ROLES } from './roles.js';
import { UNITS } from './units.js';

const GRANTING: ReadonlySet<ConsentState> = new Set<ConsentState>(['ERTEILT', 'TEILWIDERRUFEN']);
const NOT_YET_SAID: ReadonlySet<ConsentState> = new Set<ConsentState>(['ENTWURF', 'BEDENKZEIT', 'ERSETZT']);
const STATES: ReadonlySet<string> = new Set<ConsentState>([
  'ENTWURF', 'BEDENKZEIT', 'ERTEILT', 'TEILWIDERRUFEN', 'WIDERRUFEN', 'ABGELAUFEN', 'ERSETZT', 'UNWIRKSAM',
]);
const FORMS: ReadonlySet<string> = new Set<ConsentForm>(['SCHRIFTLICH', 'ELEKTRONISCH', 'MUENDLICH_BESONDERE_UMSTAENDE']);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const everyOf = (value: unknown, test: (item: unknown) => boolean): boolean => isList(value) && value.every(test);
const knownUnit = (value: unknown): boolean => typeof value === 'string' && UNITS.has(value);
const carried = (value: unknown): boolean => typeof value === 'string' && isCategory(value) && CATEGORIES.get(value)!.tier !== 'T6';
const named = (value: unknown): boolean => {
  const person = value as NamedPerson | null;
  return typeof person === 'object' && person !== null && knownUnit(person.unit) && typeof person.person === 'string' && person.person !== '';
};

const meant = (value: unknown): boolean => {
  const receiver = value as ReceivingFunction | null;
  return typeof receiver === 'object' && receiver !== null && knownUnit(receiver.unit) && RECEIVING_ROLES.includes(receiver.role);
};

/** Whether a record is whole: one unknown word anywhere, and it grants nothing. */
export const isUnderstood = (consent: Consent): boolean =>
  STATES.has(consent.state) &&
  FORMS.has(consent.form) &&
  everyOf(consent.releasingUnits, knownUnit) &&
  everyOf(consent.receivingUnits, knownUnit) &&
  everyOf(consent.releasingPersons, named) &&
  everyOf(consent.receivingPersons, named) &&
  (consent.receivingFunctions === undefined || everyOf(consent.receivingFunctions, meant)) &&
  everyOf(consent.categories, carried) &&
  everyOf(consent.explicitCategories, carried) &&
  everyOf(consent.exclusions, carried) &&
  everyOf(consent.purposes, (value) => typeof value === 'string' && isPurpose(value)) &&
  Number.isFinite(consent.from) &&
  Number.isFinite(consent.to) &&
  (consent.ofAgeAt === undefined || consent.to <= consent.ofAgeAt);

export const canGrant = (consent: Consent): boolean => GRANTING.has(consent.state) && isUnderstood(consent);

/**
 * What a record forbids between the units it names. An exclusion outlives withdrawal and expiry (only a replacing
 * consent lifts it), so that withdrawing never widens; one that cannot be read excludes everything.
 */
export function exclusionsOf(consent: Consent): CategorySet {
  if (NOT_YET_SAID.has(consent.state)) return setOf([]);
  if (!isList(consent.exclusions)) return ALL;
  return consent.exclusions.every(carried) ? setOf(consent.exclusions as readonly Category[]) : ALL;
}

/** Whether a list names a unit; an unreadable list counts as naming everyone where that only denies more. */
export const mayName = (units: readonly string[], unit: string): boolean => !isList(units) || units.includes(unit);
export const mayNamePerson = (persons: readonly NamedPerson[], unit: string, person: string): boolean =>
  !isList(persons) || persons.some((entry) => !named(entry) || (entry.unit === unit && entry.person === person));
/** Towards a function as towards its unit: a role is how somebody signed in, and the client forbade it between the units. */
export const mayNameFunction = (functions: readonly ReceivingFunction[] | undefined, unit: string): boolean =>
  functions !== undefined && (!isList(functions) || functions.some((entry) => !meant(entry) || entry.unit === unit));
