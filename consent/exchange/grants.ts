import { CATEGORIES, type Category, type NamedPerson, type ReceivingFunction, type UnitCode } from '../core/index.js';
import type { ExchangedConsent } from './exchanged-consent.js';

/** Units and persons on one side of a release, and functions on the one that receives. */
export interface Parties {
  readonly units: readonly UnitCode[];
  readonly persons: readonly NamedPerson[];
  readonly functions: readonly ReceivingFunction[];
}

/**
 * A part of a consent that can be said in one rule: who gives which categories to whom. A foreign reader who takes the
 * rule by its word comes to what we decide: professional secrets (T4) are in a rule of their own that names persons only.
 */
export interface Grant {
  /** The client ticked these categories one by one. */
  readonly explicit: boolean;
  readonly from: Parties;
  readonly to: Parties;
  /** Empty where the consent consists of exclusions only. */
  readonly categories: readonly Category[];
}

/** The rules of a consent, at least one. */
export function grantsOf(document: ExchangedConsent): Grant[] {
  const { releasingPersons, receivingPersons: persons } = document;
  const releasing = new Set(document.releasingUnits);
  const unitWide = { from: { units: [...releasing], persons: [], functions: [] }, to: receiversIn(document) };
  const personal = {
    from: { units: [], persons: unique(releasingPersons).filter(({ unit }) => releasing.has(unit)), functions: [] },
    to: { units: [], persons: unique(persons), functions: [] },
  };
  const grants = [false, true].flatMap((explicit) => [unitWide, personal].map((parties) => ({
    ...parties, explicit,
    categories: [...new Set(document.categories)].filter((category) =>
      isSecret(category) === (parties === personal) && document.explicitCategories.includes(category) === explicit),
  })));
  const filled = grants.filter(({ categories }) => categories.length > 0);
  return filled.length > 0 ? filled : [{ ...unitWide, explicit: false, categories: [] }];
}

/** All who receive under a consent, each once. */
export const receiversIn = ({ receivingUnits, receivingPersons, receivingFunctions = [] }: ExchangedConsent): Parties =>
  ({ units: [...new Set(receivingUnits)], persons: unique(receivingPersons), functions: uniqueFunctions(receivingFunctions) });

export const isSecret = (category: Category): boolean => CATEGORIES.get(category)?.tier === 'T4';
export const isSpecial = (category: Category): boolean => CATEGORIES.get(category)?.tier === 'T5';

/** Each person once. */
export const unique = (persons: readonly NamedPerson[]): NamedPerson[] =>
  [...new Map(persons.map(({ unit, person }) => [JSON.stringify([unit, person]), { unit, person }])).values()];

const uniqueFunctions = (functions: readonly ReceivingFunction[]): ReceivingFunction[] =>
  [...new Map(functions.map(({ unit, role }) => [JSON.stringify([unit, role]), { unit, role }])).values()];
