import {
  PURPOSES, type Basis, type Category, type ClientRecords, type Instant, type Policy, type Purpose, type Requester, type Role, type UnitCode,
} from '../core/index.js';
import { rolesAt } from '../preview/records.js';
import { list } from '../lifecycle/parties.js';
import { runs, stretches } from '../preview/stretches.js';
import { couldSee, policyOf, type NotReplayed, type Sight } from './decision.js';
import type { PolicyVersion, RecordsVersion } from './types.js';

/** That a party could see a category of an owner from `from` to before `to`; as long as can be. */
export interface AccessRight {
  readonly unit: UnitCode;
  /** `null`: in any role that works on files. */
  readonly role: Role | null;
  /** `null`: everyone at the unit who works on files and is not listed by name. */
  readonly person: string | null;
  readonly owner: UnitCode;
  readonly category: Category;
  readonly basis: Basis;
  readonly purposes: readonly Purpose[];
  readonly from: Instant;
  readonly to: Instant;
}

/** A time of which the rights cannot be told. */
export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
  readonly why: NotReplayed;
}

/** A time in which one version of the records and one of the rules was known. */
export interface Known {
  readonly from: Instant;
  readonly to: Instant;
  readonly records: ClientRecords;
  readonly policy: Policy | NotReplayed;
}

const ANYBODY = '\0';

/** Cuts a span where something became known: each piece has the records and the rules that decisions in it rested on. */
export function knownDuring(versions: readonly RecordsVersion[], policies: readonly PolicyVersion[], from: Instant, to: Instant): Known[] {
  const bounds = [...new Set([from, to, ...[...versions, ...policies].map(({ knownFrom }) => knownFrom)])].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  const last = <Version extends { readonly knownFrom: Instant }>(all: readonly Version[], at: Instant): Version | undefined => all.findLast(({ knownFrom }) => knownFrom <= at);
  return bounds.slice(0, -1).map((at, index) => {
    const records = last(versions, at)?.records;
    return { from: at, to: bounds[index + 1]!, records: records ?? NOTHING, policy: records ? policyOf(last(policies, at)) : 'NOT_RECORDED' };
  });
}

const NOTHING: ClientRecords = { version: 0, relations: [], consents: [], emergencies: [] };

/** The pieces that cannot be told of, joined. */
export const gapsIn = (known: readonly Known[]): Gap[] =>
  runs(known.map(({ from, to, policy }) => ({ from, to, rows: new Map(typeof policy === 'string' ? [[policy, policy]] : []) })))
    .map(({ from, to, row }) => ({ from, to, why: row }));

/**
 * Who had which access rights from when to when: at each instant what would have been decided at that instant, so that what
 * was entered or corrected later changes nothing before. Only rights of `unit` and to its data.
 */
export function accessRights(known: readonly Known[], unit: UnitCode): AccessRight[] {
  const units = [...new Set(known.flatMap(({ records }) => records.relations.map((relation) => relation.unit)))].sort();
  const consents = known.flatMap(({ records }) => records.consents);
  return units.flatMap((asking) => rolesAt(asking, consents).flatMap((role) => {
    const concerns = ({ owner }: Sight): boolean => asking === unit || owner === unit;
    const ofUnit = rightsOf(known, { unit: asking, role, person: null }, concerns);
    const ofPersons = personsOf(known, asking).map((person) => rightsOf(known, { unit: asking, role, person }, concerns));
    return [...ofUnit, ...ofPersons.filter((rights) => text(rights) !== text(ofUnit)).flat()];
  }));
}

function rightsOf(known: readonly Known[], party: Pick<AccessRight, 'unit' | 'role' | 'person'>, concerns: (sight: Sight) => boolean): AccessRight[] {
  const requester: Requester = { unit: party.unit, person: party.person ?? ANYBODY, role: party.role ?? 'CASE_WORKER' };
  const joined = new Map<string, AccessRight>();
  for (const purpose of Object.keys(PURPOSES) as Purpose[]) {
    const slots = known.flatMap(({ from, to, records, policy }) => (typeof policy === 'string' ? [{ from, to, rows: new Map<string, Sight>() }]
      : [...stretches(records, requester, purpose, from, to, policy)].map((stretch) => ({
        from: stretch.from, to: stretch.to,
        rows: new Map(couldSee(records, requester, purpose, stretch.from, policy).filter(concerns).map((sight) => [keyOf(sight), sight])),
      }))));
    for (const { from, to, row } of runs(slots)) {
      const key = `${keyOf(row)} ${from} ${to}`;
      joined.set(key, { ...party, ...row, purposes: [...(joined.get(key)?.purposes ?? []), purpose], from, to });
    }
  }
  return [...joined.values()];
}

const keyOf = ({ owner, category, basis }: Sight): string => `${owner} ${category} ${basis.kind} ${basis.id}`;

/** Two parties have the same rights if only the name differs. */
const text = (rights: readonly AccessRight[]): string => rights.map((right) => `${keyOf(right)} ${right.purposes.join()} ${right.from} ${right.to}`).sort().join('\n');

const personsOf = (known: readonly Known[], unit: UnitCode): string[] =>
  [...new Set(known.flatMap(({ records: { relations, consents } }) => [
    ...relations.filter((relation) => relation.unit === unit).flatMap(({ persons }) => persons),
    ...consents.flatMap(({ receivingPersons }) => list(receivingPersons).filter((named) => named.unit === unit).map(({ person }) => person)),
  ]))].sort();
