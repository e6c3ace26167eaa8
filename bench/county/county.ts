import { createHash } from 'node:crypto';
import type { Category, Consent } from '../../consent/core/index.js';
import type { Client } from '../../demo/client.js';
import { buildCounty, type County } from '../../demo/county.js';
import type { RecordedConsent } from '../../demo/consents.js';

const TODAY = '2026-03-02';
const UNIT = 'KREIS_SERVICESTELLE';
/** A case manager of the unit; asks for unit-wide data, so needs no entry in the files. */
export const ASKING = { unit: UNIT, role: 'CASE_MANAGER', person: 'bench-cm' } as const;
export const PURPOSE = 'CM_DURCHFUEHRUNG';

export const RELEASED: readonly Category[] = [
  'IDENTITY_CORE', 'CONTACT', 'HOUSEHOLD', 'BENEFIT_REGIME', 'LABOUR_PROFILE', 'LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG', 'COURSE_ENROLMENT',
  'SCHOOL_PLACEMENT', 'SCHOOL_BIOGRAPHY', 'KITA_PLACEMENT', 'RESIDENCE_TITLE', 'WORK_PERMISSION',
];

export interface BenchCounty {
  /** Clients in the order in which the registry lists them to the unit. */
  readonly county: County;
  /** Internal ids of clients who released everything above and have files at all five agencies that the view shows. */
  readonly released: readonly string[];
}

/**
 * Clients of one unit with files at many agencies, as many as asked for if the county has them. Seven of ten on each page released what
 * the queries ask for, three released nothing, so that lists meet mixed decisions. For the view, those who released are asked for.
 */
export function benchCounty(size: number): BenchCounty {
  const county = buildCounty({ today: TODAY });
  const now = Date.parse(TODAY);
  const clients = [...county.clients].sort(byFiles).slice(0, size).map((client) => inUnit(client, now)).sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const consents = clients.flatMap((client, index): RecordedConsent[] => {
    if (!released(index)) return [];
    const releasingUnits = [...new Set(client.relations.map(({ unit }) => unit))].filter((unit) => unit !== UNIT);
    const consent: Consent = {
      id: client.id, state: 'ERTEILT', releasingUnits, releasingPersons: [], receivingUnits: [UNIT], receivingPersons: [], categories: RELEASED,
      explicitCategories: [], exclusions: [], purposes: [PURPOSE], form: 'SCHRIFTLICH', from: now - 86_400_000, to: now + 3_650 * 86_400_000,
    };
    return [{ ...consent, client: client.id, language: 'de', interpreter: null, signatureReference: null }];
  });
  return { county: { ...county, clients, consents }, released: clients.filter((client, index) => released(index) && files(client) === ALL_FILES).map(({ id }) => id) };
}

/** Seven of ten on each page. */
const released = (index: number): boolean => index % 10 < 7;

/** Clients with the most files first: those of the unit, who learn German and draw a benefit. */
const byFiles = (a: Client, b: Client): number => files(b) - files(a);
const ALL_FILES = 3;
const files = ({ relations, language, benefit }: Client): number =>
  Number(relations.some(({ unit, to }) => unit === UNIT && to === null)) + Number(language !== null) + Number(benefit.regime !== 'KEINE');

const inUnit = (client: Client, now: number): Client => {
  const others = client.relations.filter(({ unit }) => unit !== UNIT);
  return { ...client, relations: [...others, { unit: UNIT, from: now - 86_400_000, to: null, persons: [], responsible: null }] };
};

/** The registry's order of a unit's clients. */
const place = ({ id }: Client): string => createHash('md5').update(`${UNIT}:${id}`).digest('hex');
