import type { Consent, UnitCode } from '../core/index.js';

type Named = Pick<Consent, 'releasingUnits' | 'receivingUnits' | 'receivingPersons' | 'receivingFunctions'>;

/** A stored list may be broken; what it does not say names nobody. */
export const list = <Item>(items: readonly Item[] | null | undefined): readonly Item[] => (Array.isArray(items) ? items.filter((item) => item !== null) : []);

/** The units that a consent as it is stored names as receivers, as a whole, through persons or in functions. */
export const receiversIn = ({ receivingUnits, receivingPersons, receivingFunctions }: Omit<Named, 'releasingUnits'>): readonly UnitCode[] =>
  [...list(receivingUnits), ...[...list(receivingPersons), ...list(receivingFunctions)].map(({ unit }) => unit)];

/** The units that give or receive under a consent as it is stored. */
export const partiesIn = ({ releasingUnits, ...consent }: Named): readonly UnitCode[] => [...list(releasingUnits), ...receiversIn(consent)];

/** Whether a unit gives or receives under a record: the others have no business knowing that it exists (domain C.10-8). */
export const isParty = (consent: Named, unit: string): boolean => partiesIn(consent).includes(unit);
