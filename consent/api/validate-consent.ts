import { CATEGORIES, UNITS, type Category, type Instant, type Tier } from '../core/index.js';
import type { ConsentProblem, NamedPersonInput, RecordConsentInput } from './consent-input.js';

const problem = (code: string, de: string, en: string): ConsentProblem => ({ code, message: `${de} / ${en}` });

/** Everything that is wrong with a release from confidentiality (domain C.5), judged by itself. */
export function validateConsent(input: RecordConsentInput, now: Instant): ConsentProblem[] {
  const from = input.validFrom?.getTime() ?? now;
  const to = input.validTo?.getTime() ?? null;
  const tiers = new Set(input.categories.map((category) => CATEGORIES.get(category)?.tier));
  const unticked = ofTier(input.categories, 'T5').filter((category) => !input.explicitCategories.includes(category));
  const named = [...input.releasingPersons, ...input.receivingPersons];
  const unknown = [...new Set([...input.releasingUnits, ...input.receivingUnits, ...named.map(({ unit }) => unit)])].filter((unit) => !UNITS.has(unit));
  const receivers = new Set([...input.receivingUnits, ...input.receivingPersons.map(({ unit }) => unit)]);
  const checks: readonly (readonly [boolean, () => ConsentProblem])[] = [
    [wellKeyed(input.idempotencyKey), () => problem('KEY_INVALID', 'idempotencyKey: 8 bis 200 Zeichen angeben', 'idempotencyKey: give 8 to 200 characters')],
    [to !== null, () => problem('END_MISSING', 'validTo fehlt: jede Entbindung hat ein Ende', 'validTo is missing: every release has an end')],
    [to === null || to > from, () => problem('END_BEFORE_START', 'validTo liegt nicht nach dem Beginn', 'validTo is not after the start')],
    [to === null || to > now, () => problem('ENDED_ALREADY', 'validTo liegt in der Vergangenheit', 'validTo is in the past')],
    [to === null || to <= twelveMonthsAfter(from), () => problem('TOO_LONG', 'Laufzeit über zwölf Monate: validTo kürzen', 'longer than twelve months: shorten validTo')],
    [input.purposes.length > 0, () => problem('PURPOSE_MISSING', 'Mindestens einen Zweck nennen', 'name at least one purpose')],
    [input.categories.length + input.exclusions.length > 0, () => problem('CATEGORY_MISSING', 'Mindestens eine Kategorie nennen', 'name at least one category')],
    [input.releasingUnits.length > 0, () => problem('RELEASING_UNIT_MISSING', 'Mindestens eine offenbarende Stelle nennen', 'name at least one releasing unit')],
    [receivers.size > 0, () => problem('RECEIVER_MISSING', 'Mindestens eine empfangende Stelle oder Person nennen', 'name at least one receiving unit or person')],
    [unknown.length === 0, () => problem('UNIT_UNKNOWN', `Unbekannte Stellen: ${unknown.join(', ')}`, `unknown units: ${unknown.join(', ')}`)],
    [named.every(({ person }) => person.trim() !== ''), () => problem('PERSON_MISSING', 'Benannte Personen brauchen eine Kennung', 'named persons need an id')],
    [!input.releasingUnits.some((unit) => receivers.has(unit)), () => problem('RECEIVER_IS_RELEASER', 'Eine Stelle kann nicht an sich selbst offenbaren', 'a unit cannot release to itself')],
    [unticked.length === 0, () => problem('NOT_TICKED', `Besondere Kategorien einzeln ankreuzen: ${unticked.join(', ')}`, `tick special categories one by one: ${unticked.join(', ')}`)],
    [input.explicitCategories.every((category) => input.categories.includes(category)), () => problem('TICKED_NOT_RELEASED', 'explicitCategories muss in categories enthalten sein', 'explicitCategories must be part of categories')],
    [!tiers.has('T5') || input.form !== 'MUENDLICH_BESONDERE_UMSTAENDE', () => problem('FORM_INSUFFICIENT', 'Besondere Kategorien nur schriftlich oder elektronisch (§ 67b Abs. 2 SGB X)', 'special categories only in writing or electronically (§ 67b Abs. 2 SGB X)')],
    [!tiers.has('T4') || namesBothSides(input), () => problem('PERSONS_MISSING', 'Berufsgeheimnisse (T4): offenbarende und empfangende Personen der genannten Stellen namentlich nennen', 'professional secrets (T4): name releasing and receiving persons at the units concerned')],
  ];
  return checks.filter(([met]) => !met).map(([, describe]) => describe());
}

const ofTier = (categories: readonly Category[], tier: Tier): Category[] => categories.filter((category) => CATEGORIES.get(category)?.tier === tier);

const namesBothSides = ({ releasingUnits, releasingPersons, receivingUnits, receivingPersons, twoWay }: RecordConsentInput): boolean =>
  receivingPersons.length > 0 && everyNamed(releasingUnits, releasingPersons) && (!twoWay || everyNamed(receivingUnits, receivingPersons));

const everyNamed = (units: readonly string[], persons: readonly NamedPersonInput[]): boolean =>
  units.every((unit) => persons.some((named) => named.unit === unit));

export const wellKeyed = (key: string): boolean => key.length >= 8 && key.length <= 200;

function twelveMonthsAfter(from: Instant): Instant {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end.getTime();
}
