import { CATEGORIES, RECEIVING_ROLES, UNITS, type Category, type Instant, type Tier } from '../core/index.js';
import { receiversOf, type Terms } from './paper.js';
import type { Rule } from './rule.js';

const ofTier = (categories: readonly Category[], tier: Tier): Category[] => categories.filter((category) => CATEGORIES.get(category)?.tier === tier);
const unticked = ({ categories, explicitCategories }: Terms): Category[] => ofTier(categories, 'T5').filter((category) => !explicitCategories.includes(category));
const named = ({ releasingPersons, receivingPersons }: Terms) => [...releasingPersons, ...receivingPersons];
const unknownUnits = (terms: Terms): string[] =>
  [...new Set([...terms.releasingUnits, ...receiversOf(terms), ...named(terms).map(({ unit }) => unit)])].filter((unit) => !UNITS.has(unit));

/** What every release says for the case at hand (domain C.5 no. 4, 7, 9): named data, givers, receivers, purposes and an end. */
export const TERMS_RULES: readonly Rule[] = [
  {
    code: 'END_MISSING', field: 'validTo', holds: ({ to }) => to !== null,
    tells: () => ['validTo fehlt: jede Entbindung hat ein Ende', 'validTo is missing: every release has an end'],
  },
  {
    code: 'END_BEFORE_START', field: 'validTo', holds: ({ from, to }) => to === null || to > from,
    tells: () => ['validTo liegt nicht nach dem Beginn', 'validTo is not after the start'],
  },
  {
    code: 'ENDED_ALREADY', field: 'validTo', holds: ({ to }, now) => to === null || to > now,
    tells: () => ['validTo liegt in der Vergangenheit', 'validTo is in the past'],
  },
  {
    code: 'TOO_LONG', field: 'validTo', holds: ({ from, to }) => to === null || to <= twelveMonthsAfter(from),
    tells: () => ['Laufzeit über zwölf Monate: validTo kürzen', 'longer than twelve months: shorten validTo'],
  },
  {
    code: 'PURPOSE_MISSING', field: 'purposes', holds: ({ purposes }) => purposes.length > 0,
    tells: () => ['Mindestens einen Zweck nennen', 'name at least one purpose'],
  },
  {
    code: 'CATEGORY_MISSING', field: 'categories', holds: ({ categories, exclusions }) => categories.length + exclusions.length > 0,
    tells: () => ['Mindestens eine Kategorie nennen', 'name at least one category'],
  },
  {
    code: 'RELEASING_UNIT_MISSING', field: 'releasingUnits', holds: ({ releasingUnits }) => releasingUnits.length > 0,
    tells: () => ['Mindestens eine offenbarende Stelle nennen', 'name at least one releasing unit'],
  },
  {
    code: 'RECEIVER_MISSING', field: 'receivingUnits', holds: (terms) => receiversOf(terms).length > 0,
    tells: () => ['Mindestens eine empfangende Stelle, Person oder Funktion nennen', 'name at least one receiving unit, person or function'],
  },
  {
    code: 'UNIT_UNKNOWN', field: 'releasingUnits', holds: (terms) => unknownUnits(terms).length === 0,
    tells: (terms) => [`Unbekannte Stellen: ${unknownUnits(terms).join(', ')}`, `unknown units: ${unknownUnits(terms).join(', ')}`],
  },
  {
    code: 'PERSON_MISSING', field: 'receivingPersons', holds: (terms) => named(terms).every(({ person }) => person.trim() !== ''),
    tells: () => ['Benannte Personen brauchen eine Kennung', 'named persons need an id'],
  },
  {
    code: 'FUNCTION_UNKNOWN', field: 'receivingFunctions', holds: ({ receivingFunctions = [] }) => receivingFunctions.every(({ role }) => RECEIVING_ROLES.includes(role)),
    tells: () => [`Empfangende Funktionen sind: ${RECEIVING_ROLES.join(', ')}`, `receiving functions are: ${RECEIVING_ROLES.join(', ')}`],
  },
  {
    code: 'RECEIVER_IS_RELEASER', field: 'receivingUnits', holds: (terms) => !terms.releasingUnits.some((unit) => receiversOf(terms).includes(unit)),
    tells: () => ['Eine Stelle kann nicht an sich selbst offenbaren', 'a unit cannot release to itself'],
  },
  {
    code: 'NOT_TICKED', field: 'explicitCategories', holds: (terms) => unticked(terms).length === 0,
    tells: (terms) => [`Besondere Kategorien einzeln ankreuzen: ${unticked(terms).join(', ')}`, `tick special categories one by one: ${unticked(terms).join(', ')}`],
  },
  {
    code: 'TICKED_NOT_RELEASED', field: 'explicitCategories',
    holds: ({ categories, explicitCategories }) => explicitCategories.every((category) => categories.includes(category)),
    tells: () => ['explicitCategories muss in categories enthalten sein', 'explicitCategories must be part of categories'],
  },
];

/** Secrets under § 203 StGB go from person to person: a body as such can neither keep nor be released from them. */
export const SECRECY_RULES: readonly Rule[] = [
  {
    code: 'PERSONS_MISSING', field: 'releasingPersons', holds: (terms) => ofTier(terms.categories, 'T4').length === 0 || namesBothSides(terms),
    tells: () => [
      'Berufsgeheimnisse (T4): offenbarende und empfangende Personen der genannten Stellen namentlich nennen',
      'professional secrets (T4): name releasing and receiving persons at the units concerned',
    ],
  },
];

const namesBothSides = (terms: Terms): boolean =>
  terms.receivingPersons.length > 0 && everyNamed(terms.releasingUnits, terms.releasingPersons) && (!terms.twoWay || everyNamed(receiversOf(terms), terms.receivingPersons));

const everyNamed = (units: readonly string[], persons: Terms['releasingPersons']): boolean => units.every((unit) => persons.some((one) => one.unit === unit));

function twelveMonthsAfter(from: Instant): Instant {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end.getTime();
}
