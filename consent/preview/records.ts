import { RECEIVING_ROLES, type ClientRecords, type Consent, type Relation, type Role, type UnitCode } from '../core/index.js';
import { isParty, list, partiesIn } from '../lifecycle/parties.js';
import { cut, type Withdrawn } from '../lifecycle/withdrawal.js';

/** The records once these drafts are given. */
export const afterGiving = (records: ClientRecords, drafts: readonly Consent[]): ClientRecords =>
  ({ ...records, consents: [...records.consents, ...drafts] });

/** The records once these consents are replaced: their exclusions end with them, since others were said in their place. */
export const afterReplacing = (records: ClientRecords, ids: readonly string[]): ClientRecords =>
  ({ ...records, consents: records.consents.map((one) => (ids.includes(one.id) ? { ...one, state: 'ERSETZT' as const } : one)) });

/** The records once a consent is withdrawn, in whole or in part; what was taken back keeps its exclusions. */
export function afterWithdrawing(records: ClientRecords, consent: Consent, withdrawn: Withdrawn): ClientRecords {
  const parts = partsOf(consent, withdrawn);
  return { ...records, consents: records.consents.flatMap((one) => (one.id === consent.id ? parts : [one])) };
}

function partsOf(consent: Consent, withdrawn: Withdrawn): readonly Consent[] {
  const result = cut(consent, withdrawn);
  switch (result.kind) {
    case 'NOTHING': return [consent];
    case 'WHOLE': return [{ ...consent, state: 'WIDERRUFEN' }];
    case 'PART': return [
      { ...consent, ...result.remaining, ...(consent.state === 'ERTEILT' && { state: 'TEILWIDERRUFEN' as const }) },
      { ...consent, ...result.taken, id: `${consent.id}/taken`, state: 'WIDERRUFEN' },
    ];
  }
}

/**
 * The records as a unit may know them (domain C.10-8): its own relation, and the consents and emergencies it is a party
 * to. Of every other unit named in those it is taken for granted that it works with the client, and that the keeper of
 * secrets named there leads the case; so a preview tells nobody who else knows the client.
 */
export function asKnownTo(unit: UnitCode, records: ClientRecords, drafts: readonly Consent[]): ClientRecords {
  const consents = records.consents.filter((consent) => isParty(consent, unit));
  const named = [...drafts, ...consents];
  const others = new Set(named.flatMap(partiesIn).filter((party) => party !== unit));
  return {
    version: records.version,
    relations: [...records.relations.filter((relation) => relation.unit === unit), ...[...others].map((other) => assumed(other, named))],
    consents,
    emergencies: records.emergencies.filter(({ releasingUnit, receivingUnit }) => releasingUnit === unit || receivingUnit === unit),
  };
}

const assumed = (unit: UnitCode, named: readonly Consent[]): Relation => ({
  unit, from: 0, to: null, persons: [],
  responsible: named.flatMap(({ releasingPersons }) => list(releasingPersons)).find((keeper) => keeper.unit === unit)?.person ?? null,
});

/** Who is meant by everyone at a unit: all alike (`null`), or each role by itself where a consent names a function there. */
export const rolesAt = (unit: UnitCode, consents: readonly Consent[]): readonly (Role | null)[] =>
  consents.some(({ receivingFunctions }) => list(receivingFunctions).some((one) => one.unit === unit)) ? RECEIVING_ROLES : [null];
