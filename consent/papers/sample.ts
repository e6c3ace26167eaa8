import type { ConsentDocument, FormLanguage } from '../lifecycle/document.js';
import type { PaperDisplay } from './display.js';

const SIGNED = Date.parse('2026-11-23T09:30:00Z');

/** An invented consent that has a bit of everything: named persons, functions, T5, an exclusion, both directions, an interpreter. */
export function sampleConsent(language: FormLanguage): ConsentDocument {
  return {
    id: 'sample-a', client: 'sample-client', state: 'ENTWURF', language, formVersion: '2026-11', form: 'SCHRIFTLICH',
    releasingUnits: ['KREIS_SERVICESTELLE', 'NWL_CUK'],
    releasingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'p-brand' }],
    receivingUnits: ['JOBCENTER_LIPPE'],
    receivingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'p-okoye' }, { unit: 'AA_DETMOLD', person: 'p-winter' }],
    receivingFunctions: [{ unit: 'AA_DETMOLD', role: 'CASE_WORKER' }],
    categories: ['IDENTITY_CORE', 'CONTACT', 'LANGUAGE_LEVEL', 'LABOUR_PROFILE', 'CM_GOALS', 'PSYCHOSOCIAL', 'HEALTH'],
    explicitCategories: ['HEALTH'],
    exclusions: ['CM_NARRATIVE', 'PERSPECTIVE_CHECK'],
    purposes: ['CM_DURCHFUEHRUNG', 'KURSVERMITTLUNG', 'ARBEITSBERATUNG'],
    from: Date.parse('2026-11-23T00:00:00+01:00'), to: Date.parse('2027-11-23T00:00:00+01:00'),
    givenBy: [{ capacity: 'SELBST', client: 'sample-client', unit: null, signedAt: SIGNED }],
    interpreter: language === 'de' || language === 'de-simple' ? null : 'GESCHULT_KI',
    informedAbout: [], ableToUnderstand: null, signatureReference: null, witness: null,
    bedenkzeitUntil: Date.parse('2026-11-30T12:00:00+01:00'), replaces: null,
  };
}

/** The way back: from the Jobcenter to the case manager, less than the way there. */
function sampleWayBack(language: FormLanguage): ConsentDocument {
  return {
    ...sampleConsent(language), id: 'sample-b', releasingUnits: ['JOBCENTER_LIPPE'], releasingPersons: [{ unit: 'JOBCENTER_LIPPE', person: 'p-okoye' }],
    receivingUnits: [], receivingPersons: [{ unit: 'KREIS_SERVICESTELLE', person: 'p-brand' }],
    receivingFunctions: [{ unit: 'KREIS_SERVICESTELLE', role: 'CASE_MANAGER' }],
    categories: ['BENEFIT_REGIME', 'JC_PLAN'], explicitCategories: [], exclusions: [], purposes: ['CM_DURCHFUEHRUNG'],
  };
}

/** Invented people, as a caller would give them. */
export const sampleDisplay = (language: FormLanguage): PaperDisplay => ({
  client: { name: language === 'ar' || language === 'fa' ? 'ليلى سمير (Layla Samir)' : 'Layla Samir', dateOfBirth: '14.02.1993' },
  fileReference: 'SEM-2026-0147',
  personNames: { 'p-brand': 'Jana Brand', 'p-okoye': 'Daniel Okoye', 'p-winter': 'Petra Winter' },
  signatoryNames: {},
  contact: 'Servicestelle Einwanderungsmanagement, Kreis Lippe, Felix-Fechenbach-Straße 5, 32756 Detmold, Telefon 05231 62-0',
  dataProtectionOfficer: 'Kreis Lippe, Datenschutz, Felix-Fechenbach-Straße 5, 32756 Detmold',
  linkingCode: 'K7QM-2XRT-9HVC',
  otherDirection: sampleWayBack(language),
});
