import { PURPOSES, type Basis, type ClientRecords, type Consent, type Instant, type Policy, type Purpose, type Release, type Requester, type Role, type UnitCode } from '../core/index.js';
import type { ReleasableField } from './fields.js';
import { list, receiversIn } from '../lifecycle/parties.js';
import { rolesAt } from './records.js';
import { runs, stretches, type Stretch } from './stretches.js';

/** `NEW` and `LOST` by the change; `KEPT`: seen before and after, on the basis named. */
export type Effect = 'NEW' | 'LOST' | 'KEPT';

/** One field of one owner that a party sees newly, no longer, or anyway. */
export interface PreviewedField {
  readonly effect: Effect;
  readonly field: ReleasableField;
  readonly owner: UnitCode;
  /** After the change; for `LOST` the one that goes. */
  readonly basis: Basis;
  readonly purposes: readonly Purpose[];
  /** Half-open; `Infinity` where no end is in sight. */
  readonly from: Instant;
  readonly to: Instant;
}

/** What changes for one party. `person` `null`: for everyone at the unit (in this role) who is not listed by name. */
export interface PartyPreview {
  readonly unit: UnitCode;
  /** `null`: in any role that works on files. */
  readonly role: Role | null;
  readonly person: string | null;
  readonly fields: readonly PreviewedField[];
}

/** A person of whom no record speaks: what this one sees, everybody at the unit sees. */
const ANYBODY = '\0';

/**
 * What a change of consents (a draft given, one withdrawn in whole or in part) would let each receiving party newly see or
 * no longer see from `at` on, and what of the same categories it sees anyway. Pure, and nothing but the difference of
 * releases compiled from the records before and after. Persons are listed where they see other things
 * than their unit, roles where a consent names a function there.
 */
export function preview(before: ClientRecords, after: ClientRecords, at: Instant, policy: Policy, fields: readonly ReleasableField[]): PartyPreview[] {
  const changed = changedConsents(before, after);
  const touched = fields.filter(({ categories }) => categories.some((category) => changed.some((consent) => touches(consent, category))));
  const compare = (unit: UnitCode, role: Role | null, person: string): PreviewedField[] =>
    byPurpose((Object.keys(PURPOSES) as Purpose[]).flatMap((purpose) => {
      const requester: Requester = { unit, person, role: role ?? 'CASE_WORKER' };
      const [old, coming] = [before, after].map((records) => [...stretches(records, requester, purpose, at, Infinity, policy)]);
      return differences(old!, coming!, touched).map((run): PreviewedField => ({ ...run, purposes: [purpose] }));
    }));

  return [...new Set(changed.flatMap(receiversIn))].flatMap((unit) => rolesAt(unit, [...before.consents, ...after.consents]).flatMap((role) => {
    const ofUnit: PartyPreview = { unit, role, person: null, fields: compare(unit, role, ANYBODY) };
    const ofPersons = personsOf(unit, before, after).map((person): PartyPreview => ({ unit, role, person, fields: compare(unit, role, person) }));
    return [ofUnit, ...ofPersons.filter((party) => text(party.fields) !== text(ofUnit.fields))];
  }));
}

const text = (fields: readonly PreviewedField[]): string =>
  fields.map(({ field, from, to, effect, owner, basis, purposes }) => [field.path, from, to, effect, owner, basis.kind, basis.id, purposes.join()].join(' ')).sort().join('\n');

/** The consents that are not the same before and after, as both sides have them. */
function changedConsents(before: ClientRecords, after: ClientRecords): Consent[] {
  const all = (records: ClientRecords) => new Set(records.consents.map((consent) => JSON.stringify(consent)));
  const only = (some: ClientRecords, others: Set<string>) => some.consents.filter((consent) => !others.has(JSON.stringify(consent)));
  return [...only(before, all(after)), ...only(after, all(before))];
}

/** Whether a consent can change anything about a category; one that cannot be read might. */
const touches = ({ categories, exclusions }: Consent, category: Consent['categories'][number]): boolean =>
  !Array.isArray(categories) || !Array.isArray(exclusions) || categories.includes(category) || exclusions.includes(category) ||
  exclusions.some((code: unknown) => typeof code !== 'string');

/** Everyone at a unit whom a record names, and who may therefore see other things than the rest of the unit. */
const personsOf = (unit: UnitCode, ...sides: readonly ClientRecords[]): string[] =>
  [...new Set(sides.flatMap(({ consents, relations }) => [
    ...consents.flatMap(({ receivingPersons }) => list(receivingPersons).filter((named) => named.unit === unit).map(({ person }) => person)),
    ...relations.filter((relation) => relation.unit === unit).flatMap(({ persons }) => persons),
  ]))].sort();

type Difference = Omit<PreviewedField, 'purposes'>;

function differences(old: readonly Stretch[], coming: readonly Stretch[], fields: readonly ReleasableField[]): Difference[] {
  const bounds = [...new Set([...old, ...coming].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const slots = bounds.slice(0, -1).map((from, index) => {
    const at = ({ from: begin, to: end }: Stretch): boolean => begin <= from && from < end;
    const [gone, come] = [old.find(at)!, coming.find(at)!];
    const rows = new Map(fields.flatMap((field) => field.owners.flatMap((owner) => {
      const [was, is] = [basisOf(gone.release, owner, field), basisOf(come.release, owner, field)];
      const basis = is ?? was;
      if (!basis) return [];
      const effect: Effect = !was ? 'NEW' : !is ? 'LOST' : 'KEPT';
      return [[`${effect} ${owner} ${field.path} ${basis.kind} ${basis.id}`, { effect, field, owner, basis }] as const];
    })));
    return { from, to: bounds[index + 1]!, rows };
  });
  return runs(slots).map(({ from, to, row }) => ({ ...row, from, to }));
}

/** The basis on which a release lets a field of an owner out: all its categories, or nothing. */
const basisOf = (release: Release, owner: UnitCode, { categories }: ReleasableField): Basis | null =>
  release.related && categories.every((category) => release.grants(owner, category)) ? release.basis(owner, categories.at(-1)!) : null;

/** One row for all purposes that it holds for. */
function byPurpose(rows: readonly PreviewedField[]): PreviewedField[] {
  const joined = new Map<string, PreviewedField>();
  for (const row of rows) {
    const key = text([{ ...row, purposes: [] }]);
    joined.set(key, { ...row, purposes: [...(joined.get(key)?.purposes ?? []), ...row.purposes] });
  }
  return [...joined.values()];
}
