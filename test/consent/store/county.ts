import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { LogEntry } from '../../../consent/audit/entry.js';
import type { Consent, Relation } from '../../../consent/core/index.js';
import { migrateConsent, openConsentStore, type ChangeAuthor, type ConsentStore, type ConsentStoreOptions, type Head } from '../../../consent/store/index.js';
import { testDatabase, type TestDatabase } from '../../kit/postgres.js';
import { testPool } from '../../kit/pool.js';

/** 1 March 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 1, 12);
export const DAY = 86_400_000;

export interface TestCounty {
  readonly database: TestDatabase;
  open(options?: Partial<ConsentStoreOptions>): Promise<ConsentStore>;
  /** As the superuser: the attacker with every right. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** A migrated consent database with any number of stores on it. */
export async function testCounty(): Promise<TestCounty> {
  const database = await testDatabase('consent');
  await migrateConsent(database.ownerUrl);
  const root = testPool(database.superUrl, 2);
  root.on('error', () => undefined);
  const stores: ConsentStore[] = [];
  return {
    database,
    async open(options = {}) {
      const store = await openConsentStore({ url: database.appUrl, ...options });
      stores.push(store);
      return store;
    },
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await root.query<Row>(text, values)).rows,
    async close() {
      await Promise.all(stores.map((store) => store.close()));
      await root.end();
      await database.drop();
    },
  };
}

export const entry = (over: Partial<LogEntry> = {}): LogEntry => ({
  requestId: 'r-1', kind: 'RELEASE', client: null, attemptedId: null,
  requester: { unit: 'KREIS_SERVICESTELLE', person: 'p1_abc', role: 'CASE_MANAGER' },
  purpose: 'KURSVERMITTLUNG', occasion: null, rechtskreise: ['INTV_DEUFOEV', 'KIM_TINTG'], owners: ['NWL_CUK'],
  items: [{ path: 'client.languageLevel', category: 'LANGUAGE_LEVEL', owners: ['NWL_CUK'], granted: true, delivered: true, basis: 'CONSENT:c1' }],
  recordsVersion: 1, hints: [], policyVersion: '1', schemaVersion: '1', ...over,
});

export const relation = (over: Partial<Relation> = {}): Relation => ({
  unit: 'KREIS_SERVICESTELLE', from: NOON - 30 * DAY, to: null, persons: ['anna'], responsible: 'anna', ...over,
});

export const consent = (over: Partial<Consent> = {}): Consent => ({
  id: randomUUID(), state: 'ERTEILT', releasingUnits: ['NWL_CUK'], releasingPersons: [], receivingUnits: ['KREIS_SERVICESTELLE'],
  receivingPersons: [], categories: ['LANGUAGE_LEVEL'], explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'],
  form: 'SCHRIFTLICH', from: NOON - DAY, to: NOON + 90 * DAY, ...over,
});

export const author = (key: string = randomUUID()) => ({ unit: 'KREIS_SERVICESTELLE', person: 'p1_abc', idempotencyKey: key, fingerprint: `f-${key}` });

interface Change {
  readonly head: Head;
  readonly author: ChangeAuthor;
  readonly entry: LogEntry;
}

/** Records consents as the life cycle does: all of them in one change. */
export const record = (store: ConsentStore, { consents, ...change }: Change & { readonly consents: readonly Consent[] }) =>
  store.lifecycle.change({
    ...change, step: 'recordConsent',
    consents: consents.map((one) => ({
      id: one.id, state: one.state,
      add: {
        ...one, client: change.head.clientId, paper: one.id, ofAgeAt: null, specialCircumstances: null, bedenkzeitUntil: null, replaces: null,
        language: 'ar', formVersion: null, interpreter: null, confirmationTalkAt: null, informedAbout: [], givenBy: [], ableToUnderstand: null,
        secondParentReason: null, signatureReference: null, witness: null,
      },
    })),
  });

/** Withdraws a whole consent as the life cycle does. */
export const withdraw = (store: ConsentStore, { consentId, ...change }: Change & { readonly consentId: string }) =>
  store.lifecycle.change({ ...change, step: 'withdrawConsent', consents: [{ id: consentId, state: 'WIDERRUFEN', set: {} }] });
