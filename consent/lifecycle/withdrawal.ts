import { isUnderstood, type Category, type Consent, type NamedPerson, type Purpose, type ReceivingFunction, type UnitCode } from '../core/index.js';
import { receiversOf } from './paper.js';

/** What a client takes back: everything, or one kind of part. */
export type Withdrawn =
  | { readonly of: 'ALL' }
  | { readonly of: 'CATEGORIES'; readonly categories: readonly Category[] }
  /** Units with everyone in them, or single persons or functions. */
  | {
    readonly of: 'RECIPIENTS'; readonly units: readonly UnitCode[]; readonly persons?: readonly NamedPerson[]; readonly functions?: readonly ReceivingFunction[];
  }
  | { readonly of: 'PURPOSES'; readonly purposes: readonly Purpose[] };

/** The part of a consent that a withdrawal cuts out of it. */
type Scope = Pick<Consent, 'categories' | 'explicitCategories' | 'receivingUnits' | 'receivingPersons' | 'receivingFunctions' | 'purposes'>;

export type Cut =
  /** The consent does not hold what is taken back: nothing changes. */
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'WHOLE' }
  /** `taken` becomes a withdrawn consent of its own with the same exclusions, so that withdrawing never lifts one. */
  | { readonly kind: 'PART'; readonly remaining: Scope; readonly taken: Scope };

/** Cuts a consent in two: what still holds, and what the client took back. A record that cannot be read ends as a whole. */
export function cut(consent: Consent, withdrawn: Withdrawn): Cut {
  if (withdrawn.of === 'ALL' || !isUnderstood(consent)) return { kind: 'WHOLE' };
  const taken = scopeOf(consent, withdrawn, true);
  const remaining = scopeOf(consent, withdrawn, false);
  if (isEmpty(taken)) return { kind: 'NOTHING' };
  return isEmpty(remaining) ? { kind: 'WHOLE' } : { kind: 'PART', remaining, taken };
}

/** The share of a consent that the client's words mean (`meant`), or the rest. */
function scopeOf(consent: Consent, withdrawn: Exclude<Withdrawn, { of: 'ALL' }>, meant: boolean): Scope {
  const { categories, explicitCategories, receivingUnits, receivingPersons, receivingFunctions, purposes } = consent;
  const scope: Scope = { categories, explicitCategories, receivingUnits, receivingPersons, ...(receivingFunctions && { receivingFunctions }), purposes };
  switch (withdrawn.of) {
    case 'CATEGORIES': {
      const isMeant = (category: Category): boolean => withdrawn.categories.includes(category) === meant;
      return { ...scope, categories: categories.filter(isMeant), explicitCategories: explicitCategories.filter(isMeant) };
    }
    case 'RECIPIENTS': {
      const { units, persons = [], functions = [] } = withdrawn;
      const isNamed = (one: NamedPerson): boolean => units.includes(one.unit) || persons.some(({ unit, person }) => unit === one.unit && person === one.person);
      const isFunction = (one: ReceivingFunction): boolean => units.includes(one.unit) || functions.some(({ unit, role }) => unit === one.unit && role === one.role);
      return {
        ...scope, receivingUnits: receivingUnits.filter((unit) => units.includes(unit) === meant), receivingPersons: receivingPersons.filter((one) => isNamed(one) === meant),
        ...(receivingFunctions && { receivingFunctions: receivingFunctions.filter((one) => isFunction(one) === meant) }),
      };
    }
    case 'PURPOSES':
      return { ...scope, purposes: purposes.filter((purpose) => withdrawn.purposes.includes(purpose) === meant) };
  }
}

const isEmpty = (scope: Scope): boolean => scope.categories.length === 0 || scope.purposes.length === 0 || receiversOf(scope).length === 0;
