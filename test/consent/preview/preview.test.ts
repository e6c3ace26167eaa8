import fc from 'fast-check';
import { compileRelease, createPolicy, type ClientRecords, type Consent, type Release, type Role } from '../../../consent/core/index.js';
import type { Withdrawn } from '../../../consent/lifecycle/withdrawal.js';
import type { ReleasableField } from '../../../consent/preview/fields.js';
import { preview, type PartyPreview, type PreviewedField } from '../../../consent/preview/preview.js';
import { afterGiving, afterWithdrawing, asKnownTo } from '../../../consent/preview/records.js';
import { runs as times } from '../../kit/long.js';
import { category, consent, DAY, FIELDS, inFunction, instant, NOW, policy, purpose, records, role, unit, UNITS } from './arbitrary.js';

const check = <Values>(property: fc.IProperty<Values>, short = 120): void => fc.assert(property, { seed: 20260301, numRuns: times(short, 20_000) });

const withdrawn: fc.Arbitrary<Withdrawn> = fc.oneof(
  fc.constant({ of: 'ALL' as const }),
  fc.record({ of: fc.constant('CATEGORIES' as const), categories: fc.array(category, { maxLength: 2 }) }),
  fc.record({ of: fc.constant('RECIPIENTS' as const), units: fc.array(unit, { maxLength: 2 }), functions: fc.array(inFunction, { maxLength: 2 }) }),
  fc.record({ of: fc.constant('PURPOSES' as const), purposes: fc.array(purpose, { maxLength: 2 }) }),
);
/** Records before and after a draft is given or a consent withdrawn, in whole or in part. */
const change = fc.oneof(
  fc.tuple(records, consent).map(([before, draft]): [ClientRecords, ClientRecords] => [before, afterGiving(before, [draft])]),
  fc.tuple(records, withdrawn, consent).map(([some, what, one]): [ClientRecords, ClientRecords] => {
    const before = { ...some, consents: [...some.consents, one] };
    return [before, afterWithdrawing(before, one, what)];
  }),
);

const sees = (release: Release, owner: string, { categories }: ReleasableField): boolean => categories.every((code) => release.grants(owner, code));
const rowsFor = (parties: readonly PartyPreview[], ofUnit: string, inRole: Role, person: string): readonly PreviewedField[] => {
  const there = parties.filter((party) => party.unit === ofUnit && (party.role === null || party.role === inRole));
  return (there.find((party) => party.person === person) ?? there.find((party) => party.person === null))?.fields ?? [];
};

describe('the preview of a change', () => {
  it('equals the difference of what is really compiled before and after, for everybody, at every time', () =>
    check(fc.property(change, policy, instant, fc.nat({ max: 8 }), purpose, fc.constantFrom(...UNITS), fc.constantFrom('a', 'b', 'stranger'), role, ([before, after], rules, at, days, why, ofUnit, person, inRole) => {
      const parties = preview(before, after, at, rules, FIELDS);
      const later = at + days * DAY;
      const requester = { unit: ofUnit, person, role: inRole };
      const [was, is] = [before, after].map((some) => compileRelease(some, requester, why, later, rules));
      const shown = rowsFor(parties, ofUnit, inRole, person).filter(({ from, to, purposes }) => from <= later && later < to && purposes.includes(why));
      const expected = FIELDS.flatMap((field) => UNITS.flatMap((owner) => {
        const [old, coming] = [sees(was!, owner, field), sees(is!, owner, field)];
        return old === coming ? [] : [`${coming ? 'NEW' : 'LOST'} ${owner} ${field.path}`];
      }));
      expect(shown.filter(({ effect }) => effect !== 'KEPT').map(({ effect, owner, field }) => `${effect} ${owner} ${field.path}`).sort()).toEqual(expected.sort());
      for (const { effect, owner, field, basis } of shown) {
        if (effect === 'KEPT') expect([sees(was!, owner, field), is!.basis(owner, field.categories.at(-1)!)]).toEqual([true, basis]);
      }
    }), 250));

  it('shows each stretch of time as long as it is, and none twice', () =>
    check(fc.property(change, policy, instant, ([before, after], rules, at) => {
      for (const { fields } of preview(before, after, at, rules, FIELDS)) {
        const tracks = new Map<string, PreviewedField[]>();
        for (const row of fields) {
          expect(row.from >= at && row.from < row.to).toBe(true);
          for (const why of row.purposes) {
            const track = `${row.owner} ${row.field.path} ${why}`;
            tracks.set(track, [...(tracks.get(track) ?? []), row]);
          }
        }
        for (const track of tracks.values()) {
          const ordered = track.toSorted((a, b) => a.from - b.from);
          ordered.slice(1).forEach((next, index) => {
            const last = ordered[index]!;
            expect(last.to <= next.from).toBe(true);
            if (last.to === next.from) expect([last.effect, last.basis]).not.toEqual([next.effect, next.basis]);
          });
        }
      }
    })));

  it('lets a draft take nothing away but by its exclusions, and a withdrawal give nothing', () => {
    const effects = (before: ClientRecords, after: ClientRecords) => preview(before, after, NOW, createPolicy(), FIELDS).flatMap(({ fields }) => fields.map(({ effect }) => effect));
    check(fc.property(records, consent, (before, draft) => expect(effects(before, afterGiving(before, [{ ...draft, exclusions: [] }]))).not.toContain('LOST')));
    check(fc.property(records, consent, withdrawn, (some, one, what) => {
      const before = { ...some, consents: [...some.consents, one] };
      expect(effects(before, afterWithdrawing(before, one, what))).not.toContain('NEW');
    }));
  });

  it('is empty where nothing changes', () =>
    check(fc.property(records, policy, (some, rules) => expect(preview(some, some, NOW, rules, FIELDS)).toEqual([])), 50));
});

describe('what a unit may know for its preview', () => {
  const partyOf = (one: Consent, of: string): boolean =>
    [...one.releasingUnits, ...one.receivingUnits, ...[...one.receivingPersons, ...(one.receivingFunctions ?? [])].map((named) => named.unit)].includes(of);

  it('does not depend on consents, emergencies and relations it is no party to', () =>
    check(fc.property(records, records, consent, policy, unit, (some, others, draft, rules, caller) => {
      const view = (all: ClientRecords): string => {
        const known = asKnownTo(caller, all, [draft]);
        return JSON.stringify(preview(known, afterGiving(known, [draft]), NOW, rules, FIELDS));
      };
      const foreign: ClientRecords = {
        version: 99,
        relations: [...some.relations.filter((own) => own.unit === caller), ...others.relations.filter((other) => other.unit !== caller)],
        consents: [...some.consents.filter((one) => partyOf(one, caller)), ...others.consents.filter((one) => !partyOf(one, caller))],
        emergencies: [
          ...some.emergencies.filter((one) => [one.releasingUnit, one.receivingUnit].includes(caller)),
          ...others.emergencies.filter((one) => ![one.releasingUnit, one.receivingUnit].includes(caller)),
        ],
      };
      expect(view(foreign)).toBe(view(some));
    })));

  it('names no unit but those of its own consents', () =>
    check(fc.property(records, consent, policy, unit, (some, draft, rules, caller) => {
      const known = asKnownTo(caller, some, [draft]);
      const named = new Set([caller, ...[draft, ...known.consents].flatMap((one) => [...one.releasingUnits, ...one.releasingPersons.map((keeper) => keeper.unit), ...one.receivingUnits, ...[...one.receivingPersons, ...(one.receivingFunctions ?? [])].map((receiver) => receiver.unit)])]);
      const shown = preview(known, afterGiving(known, [draft]), NOW, rules, FIELDS);
      expect(shown.flatMap((party) => [party.unit, ...party.fields.map(({ owner }) => owner)]).filter((code) => code !== 'CONSENT_SERVICE' && !named.has(code))).toEqual([]);
    })));

  it('is what is so, where the unit is a party to everything and all units work with the client', () => {
    const one: Consent = {
      id: 'c1', state: 'ERTEILT', releasingUnits: ['NWL_CUK'], releasingPersons: [], receivingUnits: ['KREIS_SERVICESTELLE'], receivingPersons: [],
      categories: ['LANGUAGE_LEVEL'], explicitCategories: [], exclusions: [], purposes: ['KURSVERMITTLUNG'], form: 'SCHRIFTLICH', from: NOW - DAY, to: NOW + 9 * DAY,
    };
    const some: ClientRecords = { version: 1, consents: [one], emergencies: [], relations: ['KREIS_SERVICESTELLE', 'NWL_CUK'].map((of) => ({ unit: of, from: NOW - DAY, to: null, persons: ['a'], responsible: 'a' })) };
    const draft: Consent = { ...one, id: 'c2', categories: ['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'], to: NOW + 20 * DAY };
    const fields: ReleasableField[] = (['LANGUAGE_LEVEL', 'SUPPORT_PLAN_LANG'] as const).map((code) => ({ ...FIELDS[0]!, path: code, categories: [code] }));
    const known = asKnownTo('KREIS_SERVICESTELLE', some, [draft]);
    const [party] = preview(known, afterGiving(known, [draft]), NOW, createPolicy(), fields);
    expect(preview(some, afterGiving(some, [draft]), NOW, createPolicy(), fields)).toEqual([party]);
    const row = (field: ReleasableField) => ({ field, owner: 'NWL_CUK', purposes: ['KURSVERMITTLUNG'] });
    expect(party).toEqual({
      unit: 'KREIS_SERVICESTELLE', role: null, person: null, fields: expect.arrayContaining([
        { ...row(fields[0]!), effect: 'KEPT', basis: { kind: 'CONSENT', id: 'c1' }, from: NOW, to: NOW + 9 * DAY },
        { ...row(fields[0]!), effect: 'NEW', basis: { kind: 'CONSENT', id: 'c2' }, from: NOW + 9 * DAY, to: NOW + 20 * DAY },
        { ...row(fields[1]!), effect: 'NEW', basis: { kind: 'CONSENT', id: 'c2' }, from: NOW, to: NOW + 20 * DAY },
      ]),
    });
    expect(party!.fields).toHaveLength(3);
  });
});
