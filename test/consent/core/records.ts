import { createPolicy, type ClientRecords, type Consent, type Relation, type Requester } from '../../../consent/core/index.js';

/** Frozen: 1 March 2026, noon UTC. */
export const NOW = Date.UTC(2026, 2, 1, 12);
export const DAY = 86_400_000;

export const caseManager: Requester = { unit: 'KREIS_SERVICESTELLE', person: 'cm-1', role: 'CASE_MANAGER' };
export const jobcenter: Requester = { unit: 'JOBCENTER_LIPPE', person: 'jc-1', role: 'CASE_WORKER' };
export const cuk: Requester = { unit: 'NWL_CUK', person: 'cuk-1', role: 'CASE_WORKER' };
export const abh: Requester = { unit: 'ABH_KREIS', person: 'abh-1', role: 'CASE_WORKER' };

export const noFlows = createPolicy();

export const relation = (unit: string, responsible: string, over: Partial<Relation> = {}): Relation => ({
  unit, responsible, persons: [responsible], from: NOW - 100 * DAY, to: null, ...over,
});

/** A written release of the language level by CuK to the case management; tests say what differs. */
export const consent = (over: Partial<Consent> = {}): Consent => ({
  id: 'c1',
  state: 'ERTEILT',
  releasingUnits: ['NWL_CUK'],
  releasingPersons: [],
  receivingUnits: ['KREIS_SERVICESTELLE'],
  receivingPersons: [],
  categories: ['LANGUAGE_LEVEL'],
  explicitCategories: [],
  exclusions: [],
  purposes: ['KURSVERMITTLUNG'],
  form: 'SCHRIFTLICH',
  from: NOW - 10 * DAY,
  to: NOW + 10 * DAY,
  ...over,
});

/** A client whom all units of the tests work with. */
export const records = (over: Partial<ClientRecords> = {}): ClientRecords => ({
  version: 7,
  relations: [
    relation('KREIS_SERVICESTELLE', 'cm-1'), relation('JOBCENTER_LIPPE', 'jc-1'), relation('NWL_CUK', 'cuk-1'), relation('ABH_KREIS', 'abh-1'),
  ],
  consents: [],
  emergencies: [],
  ...over,
});
