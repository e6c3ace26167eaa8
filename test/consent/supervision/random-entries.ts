import fc from 'fast-check';
import type { LogEntry, LogItem, LogKind } from '../../../consent/audit/entry.js';

export const SOME_UNITS = ['KREIS_SERVICESTELLE', 'JOBCENTER_LIPPE', 'NWL_CUK', 'JUGENDAMT:LAGE', 'CONSENT_SERVICE'] as const;
export const SOME_CLIENTS = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
export const SOME_CATEGORIES = ['IDENTITY_CORE', 'LANGUAGE_LEVEL', 'HEALTH'] as const;
export const SOME_BASES = ['OWN_DATA', 'CONSENT:11111111-1111-4111-8111-111111111111', 'CONSENT:22222222-2222-4222-8222-222222222222', 'STATUTE:S2', 'EMERGENCY:33333333-3333-4333-8333-333333333333'] as const;
export const SOME_KINDS = ['RELEASE', 'REFUSAL', 'ATTEMPT', 'CONSENT', 'SUPERVISION', 'EMERGENCY'] as const satisfies readonly LogKind[];
export const SOME_PURPOSES = ['KURSVERMITTLUNG', 'CM_DURCHFUEHRUNG'] as const;
export const SOME_PERSONS = ['p1_ada', 'p1_ben', 'p1_cem'] as const;

const units = fc.subarray([...SOME_UNITS], { minLength: 1 });

const item: fc.Arbitrary<LogItem> = fc.record({ category: fc.constantFrom(...SOME_CATEGORIES), owners: units, basis: fc.option(fc.constantFrom(...SOME_BASES)), left: fc.boolean() })
  .map(({ category, owners, basis, left }) => ({ path: `client.of${category}`, category, owners, granted: basis !== null, delivered: basis === null ? null : left, basis }));

/** Entries of every shape that the log can hold, from a small world, so that filters hit. */
export const entries: fc.Arbitrary<LogEntry> = fc.record({
  kind: fc.constantFrom(...SOME_KINDS), client: fc.option(fc.constantFrom(...SOME_CLIENTS)), unit: fc.constantFrom(...SOME_UNITS), person: fc.constantFrom(...SOME_PERSONS),
  purpose: fc.option(fc.constantFrom(...SOME_PURPOSES)), items: fc.array(item, { maxLength: 4 }), occasion: fc.option(fc.constant('AZ 1')),
}).map(({ kind, client, unit, person, purpose, items, occasion }) => ({
  requestId: 'r', kind, client, attemptedId: null, requester: { unit, person, role: 'CASE_WORKER' }, purpose, occasion, rechtskreise: [],
  owners: [...new Set(items.flatMap(({ owners }) => owners))], items, recordsVersion: null, hints: [], policyVersion: '1', schemaVersion: '1',
}));
