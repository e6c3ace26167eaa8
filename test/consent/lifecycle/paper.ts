import { INFORMED_ABOUT, type Paper, type Signatory } from '../../../consent/lifecycle/index.js';

/** Frozen: 1 March 2026, noon UTC. */
export const NOW = Date.UTC(2026, 2, 1, 12);
export const DAY = 86_400_000;
export const YEAR = 365.25 * DAY;

export const CLIENT = '00000000-0000-4000-8000-000000000001';

export const signatory = (capacity: Signatory['capacity'], over: Partial<Signatory> = {}): Signatory => ({ capacity, client: null, unit: null, signedAt: NOW, ...over });

/** A paper of an adult with which nothing is wrong; tests say what differs. */
export const paper = (over: Partial<Paper> = {}): Paper => ({
  client: CLIENT, releasingUnits: ['NWL_CUK'], releasingPersons: [], receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [], twoWay: false,
  categories: ['LANGUAGE_LEVEL'], explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', specialCircumstances: null,
  from: NOW, to: NOW + 100 * DAY, language: 'ar', formVersion: '2026-11', informedAbout: INFORMED_ABOUT, interpreter: null, confirmationTalkAt: null,
  ofAgeAt: NOW - 10 * YEAR, givenBy: [signatory('SELBST')], ableToUnderstand: null, secondParentReason: null, signatureReference: 'Akte 7, Blatt 3', witness: null,
  ...over,
});
