import { writeFileSync } from 'node:fs';
import { BASIS_KINDS, compileRelease, createPolicy, explain, type Category, type DenyReason, type Purpose } from '../../../consent/core/index.js';
import { publish, recordsOf, type Expected } from './format.js';
import { fileOf, publishedCases, publishedNames, publishedText, type Case } from './published.js';
import { TABLES } from './tables/index.js';
import { expand } from './tables/words.js';

/** What our core says. */
function decide({ vector: { requester, purpose, at, flows, owner, category }, client }: Case): Expected {
  let policy;
  try { policy = createPolicy(flows); } catch { return { refused: 'FLOW_NOT_VIA_GATEWAY' }; }
  const records = recordsOf(client);
  const basis = compileRelease(records, requester, purpose as Purpose, Date.parse(at), policy).basis(owner, category as Category);
  return basis ? { granted: basis } : { withheld: explain(records, requester, purpose as Purpose, Date.parse(at), [owner], category as Category).reason };
}

/** Complete by its type: a new reason cannot be forgotten here. */
const REASONS: Record<DenyReason, true> = {
  NO_BASIS: true, CONSENT_MISSING: true, CONSENT_EXPIRED: true, CONSENT_WITHDRAWN: true, OUT_OF_SCOPE_CATEGORY: true, OUT_OF_SCOPE_RECIPIENT: true,
  OUT_OF_SCOPE_PERSON: true, OUT_OF_SCOPE_PURPOSE: true, EXPLICITLY_EXCLUDED: true, SPECIAL_CATEGORY_NOT_EXPLICIT: true, SECRECY_NOT_RELEASED: true,
  AGE_REVIEW_DUE: true, NEVER_VIA_GATEWAY: true, UNKNOWN_SUBJECT: true,
};

describe('the published vectors', () => {
  it('are what the tables say (FREIGABE_WRITE_VECTORS=1 writes them anew)', () => {
    if (process.env['FREIGABE_WRITE_VECTORS'] === '1') for (const table of TABLES) writeFileSync(fileOf(table.file), publish(expand(table)));
    const written = Object.fromEntries(TABLES.map((table) => [table.file, publish(expand(table))]));
    expect(Object.fromEntries(publishedNames.map((name) => [name, publishedText(name)]))).toEqual(written);
  });

  it('are at least three hundred, each with its own id', () => {
    expect(publishedCases.length).toBeGreaterThanOrEqual(300);
    expect(new Set(publishedCases.map(({ vector }) => vector.id)).size).toBe(publishedCases.length);
  });

  it('show every kind of basis and every reason', () => {
    const expected = publishedCases.map(({ vector }) => vector.expect);
    expect(new Set(expected.flatMap((one) => ('granted' in one ? [one.granted.kind] : [])))).toEqual(new Set(BASIS_KINDS));
    expect(new Set(expected.flatMap((one) => ('withheld' in one ? [one.withheld] : [])))).toEqual(new Set(Object.keys(REASONS)));
  });
});

describe('our core decides as published', () => {
  it.each(publishedCases.map((one) => [one.vector.id, one.vector.shows, one] as const))('%s: %s', (_id, _shows, one) => expect(decide(one)).toEqual(one.vector.expect));
});
