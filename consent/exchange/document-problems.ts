import { CARRIED, PURPOSES, RECEIVING_ROLES, UNITS, type NamedPerson, type ReceivingFunction } from '../core/index.js';
import type { Signatory } from '../lifecycle/document.js';
import type { ExchangedConsent } from './exchanged-consent.js';
import { isSecret, isSpecial } from './grants.js';
import { isWritable } from './instants.js';
import { problem, type ExchangeProblem } from './problems.js';
import { CAPACITIES, FORMS, INFORMED, INTERPRETERS, STATES } from './words.js';

const LISTS = [
  'releasingUnits', 'releasingPersons', 'receivingUnits', 'receivingPersons', 'categories', 'explicitCategories', 'exclusions', 'purposes',
  'givenBy', 'informedAbout',
] as const satisfies readonly (keyof ExchangedConsent)[];

/**
 * Why a consent is not exchanged, in either direction: somebody who reads it by its word must not come to more than we
 * release. Whether it is in force is another matter; its state and its dates travel with it.
 */
export function documentProblems(document: ExchangedConsent): ExchangeProblem[] {
  const broken = unreadable(document);
  if (broken.length > 0) return broken.map((path) => problem('RECORD_BROKEN', path, 'ist nicht lesbar oder unbekannt', 'is unreadable or unknown'));
  const { categories, explicitCategories, exclusions, purposes, releasingUnits, releasingPersons, receivingUnits, receivingPersons, receivingFunctions = [], from, to, ofAgeAt } = document;
  const unticked = categories.filter((category) => isSpecial(category) && !explicitCategories.includes(category));
  const personal = categories.some(isSecret);
  const keepers = releasingPersons.filter(({ unit }) => releasingUnits.includes(unit));
  const checks: readonly (readonly [boolean, ExchangeProblem])[] = [
    [purposes.length > 0, problem('PURPOSE_MISSING', 'purposes', 'Ohne Zweck wird nichts freigegeben: mindestens einen nennen', 'nothing is released without a purpose: name at least one')],
    [categories.length + exclusions.length > 0, problem('CATEGORY_MISSING', 'categories', 'Mindestens eine Kategorie nennen', 'name at least one category')],
    [releasingUnits.length > 0, problem('RELEASING_UNIT_MISSING', 'releasingUnits', 'Mindestens eine offenbarende Stelle nennen', 'name at least one releasing unit')],
    [receivingUnits.length + receivingPersons.length + receivingFunctions.length > 0, problem('RECEIVER_MISSING', 'receivingUnits', 'Mindestens eine empfangende Stelle, Person oder Funktion nennen', 'name at least one receiving unit, person or function')],
    [!personal || (keepers.length > 0 && receivingPersons.length > 0), problem('PERSONS_MISSING', 'releasingPersons', 'Berufsgeheimnisse (T4): Personen beider Seiten nennen', 'professional secrets (T4): name persons of both sides')],
    [unticked.length === 0, problem('NOT_TICKED', 'explicitCategories', `Besondere Kategorien einzeln ankreuzen: ${unticked.join(', ')}`, `tick special categories one by one: ${unticked.join(', ')}`)],
    [explicitCategories.every((category) => categories.includes(category)), problem('TICKED_NOT_RELEASED', 'explicitCategories', 'muss in categories enthalten sein', 'must be part of categories')],
    [!categories.some(isSpecial) || document.form !== 'MUENDLICH_BESONDERE_UMSTAENDE', problem('FORM_INSUFFICIENT', 'form', 'Besondere Kategorien nur schriftlich oder elektronisch (§ 67b Abs. 2 SGB X)', 'special categories only in writing or electronically (§ 67b Abs. 2 SGB X)')],
    [from < to, problem('PERIOD_INVALID', 'period', 'Das Ende muss nach dem Beginn liegen', 'the end must come after the start')],
    [ofAgeAt === undefined || to <= ofAgeAt, problem('PERIOD_INVALID', 'period', 'Endet spätestens mit dem 18. Geburtstag', 'ends with the 18th birthday at the latest')],
  ];
  return checks.filter(([met]) => !met).map(([, found]) => found);
}

/** Paths at which a record says something that is not understood; storage may hold anything. */
function unreadable(document: ExchangedConsent): string[] {
  const lists = LISTS.filter((name) => !Array.isArray(document[name]));
  if (lists.length > 0) return lists;
  const { receivingFunctions = [], interpreter, givenBy, bedenkzeitUntil } = document;
  const checks: readonly (readonly [string, boolean])[] = [
    ['id', isText(document.id)], ['client', isText(document.client)], ['state', Object.hasOwn(STATES, document.state)], ['form', Object.hasOwn(FORMS, document.form)],
    ['releasingUnits', document.releasingUnits.every(isUnit)], ['receivingUnits', document.receivingUnits.every(isUnit)],
    ['releasingPersons', document.releasingPersons.every(isPerson)], ['receivingPersons', document.receivingPersons.every(isPerson)],
    ['receivingFunctions', Array.isArray(receivingFunctions) && receivingFunctions.every(isFunction)],
    ['categories', document.categories.every(isCarried)], ['explicitCategories', document.explicitCategories.every(isCarried)],
    ['exclusions', document.exclusions.every(isCarried)], ['purposes', document.purposes.every((code) => Object.hasOwn(PURPOSES, code))],
    ['from', isWritable(document.from)], ['to', isWritable(document.to)],
    ['language', isTextOrNull(document.language)], ['formVersion', isTextOrNull(document.formVersion)],
    ['ofAgeAt', document.ofAgeAt === undefined || isWritable(document.ofAgeAt)],
    ['interpreter', interpreter === null || Object.hasOwn(INTERPRETERS, interpreter)],
    ['informedAbout', document.informedAbout.every((item) => Object.hasOwn(INFORMED, item))],
    ['givenBy', givenBy.every(isSignatory)],
    ['bedenkzeitUntil', bedenkzeitUntil === null || isWritable(bedenkzeitUntil)],
    ['specialCircumstances', isTextOrNull(document.specialCircumstances)],
    ['confirmationTalkAt', document.confirmationTalkAt === null || isWritable(document.confirmationTalkAt)],
    ['otherDirection', isTextOrNull(document.otherDirection)],
    ['signatureReference', isTextOrNull(document.signatureReference)], ['witness', isTextOrNull(document.witness)], ['replaces', isTextOrNull(document.replaces)],
  ];
  return checks.filter(([, met]) => !met).map(([path]) => path);
}

const carried: ReadonlySet<string> = new Set(CARRIED);
const isCarried = (code: string): boolean => carried.has(code);
const isUnit = (code: string): boolean => UNITS.has(code);
const isText = (text: unknown): boolean => typeof text === 'string' && text.trim() !== '';
const isTextOrNull = (text: unknown): boolean => text === null || isText(text);
const isSignatory = (one: Signatory | null): boolean =>
  typeof one === 'object' && one !== null && Object.hasOwn(CAPACITIES, one.capacity) && (one.unit === null || isUnit(one.unit)) && isWritable(one.signedAt);
const isPerson = (named: NamedPerson | null): boolean => typeof named === 'object' && named !== null && isUnit(named.unit) && isText(named.person);
const isFunction = (meant: ReceivingFunction | null): boolean => typeof meant === 'object' && meant !== null && isUnit(meant.unit) && RECEIVING_ROLES.includes(meant.role);
