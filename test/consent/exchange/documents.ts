import fc from 'fast-check';
import { CARRIED, compileRelease, createPolicy, PURPOSES, RECEIVING_ROLES, UNITS, type Category, type ClientRecords, type ConsentForm, type ConsentState, type Purpose } from '../../../consent/core/index.js';
import { addresseeOf } from '../../../consent/exchange/addressee.js';
import type { ExchangedConsent } from '../../../consent/exchange/index.js';
import { isSpecial } from '../../../consent/exchange/grants.js';
import { CAPACITIES, FORMS, INTERPRETERS, STATES } from '../../../consent/exchange/words.js';
import { FORM_LANGUAGES, INFORMED_ABOUT, type InterpreterKind, type Signatory, type SignatoryCapacity } from '../../../consent/lifecycle/document.js';
import { createPseudonyms } from '../../../consent/pseudonyms/pseudonyms.js';
import { runs } from '../../kit/long.js';
import { DAY, NOW } from '../core/records.js';

export { DAY, NOW };
/** How long one property may take, in milliseconds. */
export const LONGEST = runs(30_000, 3_600_000);
export const CLIENT = '5d3c1c52-8c1f-4b6e-9d55-0a4f6a0c7e11';
export const pseudonyms = createPseudonyms(new Map([[1, new Uint8Array(32).fill(7)]]));
export const CM = addresseeOf(pseudonyms, 'KREIS_SERVICESTELLE');
export const CUK = addresseeOf(pseudonyms, 'NWL_CUK');

/** The language level, told by CuK to the case management; tests say what differs. */
export const document = (over: Partial<ExchangedConsent> = {}): ExchangedConsent => ({
  id: 'e7a9d0c2-51b7-4f0e-8f29-6f9b8b1d2a30', client: CLIENT, state: 'ERTEILT',
  releasingUnits: ['NWL_CUK'], releasingPersons: [], receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [],
  categories: ['LANGUAGE_LEVEL'], explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'],
  form: 'SCHRIFTLICH', from: NOW - 10 * DAY, to: NOW + 10 * DAY,
  givenBy: [{ capacity: 'SELBST', client: CLIENT, unit: null, signedAt: NOW - 10 * DAY }],
  language: 'uk', formVersion: '2026-11', interpreter: 'GESCHULT_KI', informedAbout: INFORMED_ABOUT, ableToUnderstand: null,
  signatureReference: 'Akte 7, Blatt 3', witness: null, bedenkzeitUntil: null, replaces: null,
  specialCircumstances: null, confirmationTalkAt: null, otherDirection: null,
  ...over,
});

/** A consent in which everything occurs: secrets, ticked health data, exclusions, persons, a guardian. */
export const rich = document({
  state: 'TEILWIDERRUFEN',
  releasingUnits: ['NWL_CUK', 'JUGENDAMT:LEMGO'], releasingPersons: [{ unit: 'NWL_CUK', person: 'cuk-1' }, { unit: 'GESUNDHEITSAMT', person: 'gesa-1' }],
  receivingUnits: ['KREIS_SERVICESTELLE', 'KURSTRAEGER:VHS_LIPPE_OST'], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'cm-1' }],
  receivingFunctions: [{ unit: 'JOBCENTER_LIPPE', role: 'CASE_WORKER' }, { unit: 'DETMOLD_CM', role: 'CASE_MANAGER' }],
  categories: ['LANGUAGE_LEVEL', 'IDENTITY_CORE', 'COURSE_ATTENDANCE', 'LANGUAGE_TEST_DETAIL', 'CM_GOALS'],
  explicitCategories: ['LANGUAGE_TEST_DETAIL', 'CM_GOALS', 'LANGUAGE_LEVEL'], exclusions: ['HEALTH', 'CM_GOALS'],
  purposes: ['KURSVERMITTLUNG', 'FALLKONFERENZ'],
  givenBy: [
    { capacity: 'SELBST', client: CLIENT, unit: null, signedAt: NOW - 11 * DAY },
    { capacity: 'AMTSVORMUND', client: null, unit: 'JUGENDAMT:LEMGO', signedAt: NOW - 10 * DAY },
    { capacity: 'ELTERNTEIL_ALLEIN', client: null, unit: null, signedAt: NOW - 12 * DAY },
  ],
  ableToUnderstand: true, witness: 'Frau Beispiel', bedenkzeitUntil: NOW - 11 * DAY, replaces: 'b1c4b0de-90a8-4d3f-8a52-0d7f5f0f1c11',
  ofAgeAt: NOW + 300 * DAY, confirmationTalkAt: NOW - 9 * DAY, otherDirection: 'f2a1c9b4-1f0e-4c57-9a61-2d8b7e6f5a43',
});

/** What two consents have to have in common to be the same: lists have no order and no repetition. */
export const sameAs = (one: ExchangedConsent): unknown =>
  Object.fromEntries(Object.entries(one).map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value.map((item) => JSON.stringify(item, Object.keys(Object(item)).sort())))].sort() : value]));

const units = ['KREIS_SERVICESTELLE', 'NWL_CUK', 'JOBCENTER_LIPPE', 'ABH_KREIS', 'KURSTRAEGER:VHS_LIPPE_OST', 'GESUNDHEITSAMT'];
const persons = ['a', 'b', 'ä|"\\ ß', '__proto__'];
export const instants = fc.integer({ min: NOW - 20 * DAY, max: NOW + 20 * DAY });
const unit = fc.constantFrom(...units, ...units, ...UNITS.keys());
const named = fc.record({ unit: fc.constantFrom(...units), person: fc.constantFrom(...persons) });
const inFunction = fc.record({ unit: fc.constantFrom(...units), role: fc.constantFrom(...RECEIVING_ROLES) });
const list = <Item>(of: fc.Arbitrary<Item>, minLength = 0, maxLength = 4) => fc.uniqueArray(of, { minLength, maxLength, selector: (item) => JSON.stringify(item) });
const text = fc.option(fc.string({ minLength: 1 }).filter((one) => one.trim() !== ''), { nil: null });
const category = fc.constantFrom<Category>(...CARRIED);
const signatory: fc.Arbitrary<Signatory> = fc.record({
  capacity: fc.constantFrom(...(Object.keys(CAPACITIES) as SignatoryCapacity[])), unit: fc.option(unit, { nil: null }), signedAt: instants,
}).map((one) => ({ ...one, client: one.capacity === 'SELBST' ? CLIENT : null }));

/** Consents of every kind, many of which must not be exchanged. */
export const anyDocument: fc.Arbitrary<ExchangedConsent> = fc.record({
  id: fc.uuid(), client: fc.constant(CLIENT), state: fc.constantFrom(...(Object.keys(STATES) as ConsentState[])),
  releasingUnits: list(unit), releasingPersons: list(named), receivingUnits: list(unit), receivingPersons: list(named),
  receivingFunctions: fc.option(list(inFunction, 1, 2), { nil: undefined, freq: 1 }),
  categories: list(category, 0, 8), explicitCategories: list(category, 0, 3), exclusions: list(category, 0, 3),
  purposes: list(fc.constantFrom(...(Object.keys(PURPOSES) as Purpose[]))), form: fc.constantFrom(...(Object.keys(FORMS) as ConsentForm[])), from: instants, to: instants,
  givenBy: list(signatory, 0, 3), language: fc.constantFrom(null, ...FORM_LANGUAGES), formVersion: fc.constantFrom(null, '2026-11'),
  interpreter: fc.option(fc.constantFrom(...(Object.keys(INTERPRETERS) as InterpreterKind[])), { nil: null }), informedAbout: list(fc.constantFrom(...INFORMED_ABOUT)),
  ableToUnderstand: fc.option(fc.boolean(), { nil: null }), signatureReference: text, witness: text, bedenkzeitUntil: fc.option(instants, { nil: null }), replaces: fc.option(fc.uuid(), { nil: null }),
  specialCircumstances: text, confirmationTalkAt: fc.option(instants, { nil: null }), otherDirection: fc.option(fc.uuid(), { nil: null }),
});

/** Consents that can be exchanged: the same, with what is mandatory filled in. */
export const soundDocument: fc.Arbitrary<ExchangedConsent> = fc.tuple(anyDocument, unit, named, fc.constantFrom(...units), fc.constantFrom(null, 0, 1, 3_000 * DAY)).map(([one, receiver, person, releaser, minority]) => {
  const special = one.categories.filter(isSpecial);
  const from = Math.min(one.from, one.to);
  const to = Math.max(one.to, one.from, from + 1);
  return {
    ...one, ...(minority !== null && { ofAgeAt: to + minority }), from, to,
    categories: one.categories.length > 0 ? one.categories : one.exclusions.length > 0 ? [] : ['LANGUAGE_LEVEL'],
    explicitCategories: [...new Set([...one.explicitCategories.filter((code) => one.categories.includes(code)), ...special])],
    form: special.length > 0 && one.form === 'MUENDLICH_BESONDERE_UMSTAENDE' ? 'SCHRIFTLICH' : one.form,
    purposes: one.purposes.length > 0 ? one.purposes : ['KURSVERMITTLUNG'],
    releasingUnits: [...new Set([...one.releasingUnits, releaser])], receivingUnits: [...new Set([...one.receivingUnits, receiver])],
    releasingPersons: [...one.releasingPersons.filter((two) => two.unit !== releaser), { unit: releaser, person: 'a' }],
    receivingPersons: one.receivingPersons.length > 0 ? one.receivingPersons : [person],
  };
});

const relations = units.map((code) => ({ unit: code, from: 0, to: null, persons, responsible: 'a' }));
const policy = createPolicy();
const purposes = Object.keys(PURPOSES) as Purpose[];

/** Everything that anyone sees under a consent at an instant, for every purpose. */
export function seen(consent: ExchangedConsent, at: number): string[] {
  const records: ClientRecords = { version: 1, relations, consents: [consent], emergencies: [] };
  return units.flatMap((asking) => persons.flatMap((person, index) => purposes.flatMap((purpose) => {
    const role = RECEIVING_ROLES[index % RECEIVING_ROLES.length]!;
    const release = compileRelease(records, { unit: asking, person, role }, purpose, at, policy);
    const fields = consent.releasingUnits.flatMap((owner) => CARRIED.filter((code) => release.grants(owner, code)).map((code) => `${owner}/${code}`));
    return [`${asking}/${person}/${role}/${purpose} until ${release.until}: ${fields.sort().join(' ')}`];
  })));
}
