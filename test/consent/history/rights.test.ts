import fc from 'fast-check';
import { createPolicy, type ClientRecords, type Instant, type Policy, type Role } from '../../../consent/core/index.js';
import { couldSee, policyOf } from '../../../consent/history/decision.js';
import { accessRights, gapsIn, knownDuring, type AccessRight, type Known } from '../../../consent/history/rights.js';
import { runs as times } from '../../kit/long.js';
import { consent, DAY, instant, NOW, policy, purpose, records, role, unit, UNITS } from '../preview/arbitrary.js';

const check = <Values>(property: fc.IProperty<Values>, short = 60): void => fc.assert(property, { seed: 20260303, numRuns: times(short, 5_000) });

/** What was known piece by piece: each piece corrects the one before. */
const history: fc.Arbitrary<Known[]> = fc.tuple(records, fc.array(fc.tuple(records, consent), { minLength: 1, maxLength: 3 }), policy).map(([first, changes, rules]) => {
  const pieces: Known[] = [];
  let current: ClientRecords = first;
  changes.forEach(([other, extra], index) => {
    const from = NOW - 3 * DAY + index * 2 * DAY;
    pieces.push({ from, to: from + 2 * DAY, records: current, policy: index === 1 ? 'RULES_CHANGED' : rules });
    current = index % 2 === 0 ? { ...current, consents: [...current.consents, extra] } : { ...other, relations: current.relations };
  });
  return pieces;
});

const rightsAt = (rights: readonly AccessRight[], asking: string, inRole: Role, person: string, why: string, at: Instant): string[] => {
  const there = rights.filter((right) => right.unit === asking && (right.role === null || right.role === inRole));
  const named = there.some((right) => right.person === person);
  return there.filter((right) => right.person === (named ? person : null) && right.from <= at && at < right.to && right.purposes.includes(why as never))
    .map(({ owner, category, basis }) => `${owner} ${category} ${basis.kind} ${basis.id}`).sort();
};

it('says of every instant what was decided at that instant by what was known at it', () =>
  check(fc.property(history, unit, fc.constantFrom(...UNITS), fc.constantFrom('a', 'stranger'), role, purpose, instant, (known, own, asking, person, inRole, why, at) => {
    const piece = known.find(({ from, to }) => from <= at && at < to);
    const rights = accessRights(known, own);
    // Of a person who had nothing at any time no row can tell; whoever is listed by name anywhere is listed everywhere.
    const expected = !piece || typeof piece.policy === 'string' ? []
      : couldSee(piece.records, { unit: asking, person, role: inRole }, why, at, piece.policy).filter(({ owner }) => asking === own || owner === own);
    expect(rightsAt(rights, asking, inRole, person, why, at)).toEqual(expected.map(({ owner, category, basis }) => `${owner} ${category} ${basis.kind} ${basis.id}`).sort());
  })));

it('keeps each right in one piece for as long as it held, and to the unit concerned', () =>
  check(fc.property(history, unit, (known, own) => {
    const tracks = new Map<string, AccessRight[]>();
    for (const right of accessRights(known, own)) {
      expect(right.from < right.to && (right.unit === own || right.owner === own)).toBe(true);
      for (const why of right.purposes) {
        const track = `${right.unit} ${right.role} ${right.person} ${right.owner} ${right.category} ${right.basis.kind} ${right.basis.id} ${why}`;
        tracks.set(track, [...(tracks.get(track) ?? []), right]);
      }
    }
    for (const track of tracks.values()) {
      const ordered = track.toSorted((a, b) => a.from - b.from);
      ordered.slice(1).forEach((next, index) => expect(ordered[index]!.to < next.from).toBe(true));
    }
  })));

describe('what was known during a span', () => {
  const some: ClientRecords = { version: 1, relations: [], consents: [], emergencies: [] };
  const now = createPolicy(['S1']);
  const rules = { version: now.version, rulesVersion: now.version.split('+')[0]!, flows: ['S1'], knownFrom: 10 };

  it('is cut where something became known, and has gaps where it cannot be told', () => {
    const later = { ...some, version: 2 };
    const known = knownDuring(
      [{ knownFrom: 20, records: some }, { knownFrom: 40, records: later }],
      [{ ...rules, rulesVersion: 'older' }, { ...rules, knownFrom: 30 }], 5, 60,
    );
    expect(known.map(({ from, to, records: { version }, policy: held }) => [from, to, version, typeof held === 'string' ? held : (held as Policy).version])).toEqual([
      [5, 10, 0, 'NOT_RECORDED'], [10, 20, 0, 'NOT_RECORDED'], [20, 30, 1, 'RULES_CHANGED'], [30, 40, 1, now.version], [40, 60, 2, now.version],
    ]);
    expect(gapsIn(known)).toEqual([{ from: 5, to: 20, why: 'NOT_RECORDED' }, { from: 20, to: 30, why: 'RULES_CHANGED' }]);
  });

  it('takes the rules only if they are still those of this program', () => {
    expect(policyOf(rules)).toEqual(now);
    expect(policyOf({ ...rules, rulesVersion: '2020-01-1' })).toBe('RULES_CHANGED');
    expect(policyOf(undefined)).toBe('NOT_RECORDED');
  });
});
