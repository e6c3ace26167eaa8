import { UNITS, type NamedPerson, type ReceivingFunction, type Role, type UnitCode } from '../../core/index.js';
import type { Parties } from '../grants.js';
import { NAMING } from './codes.js';
import type { Reference } from './resource.js';

/** Everyone is named by identifier: there is no server behind these references. */
export const unitReference = (unit: UnitCode): Reference =>
  ({ type: 'Organization', identifier: { system: NAMING.unit, value: unit }, display: UNITS.get(unit)!.name });

export const personReference = ({ unit, person }: NamedPerson): Reference =>
  ({ type: 'Practitioner', identifier: { system: NAMING.person, value: person, assigner: unitReference(unit) } });

/** Whoever is in this role at the organization: in R5 that is a PractitionerRole without a practitioner. */
export const functionReference = ({ unit, role }: ReceivingFunction): Reference =>
  ({ type: 'PractitionerRole', identifier: { system: NAMING.function, value: role, assigner: unitReference(unit) } });

/** A client as one unit knows them. */
export const clientReference = (pseudonym: string, unit: UnitCode): Reference =>
  ({ type: 'Patient', identifier: { system: NAMING.client, value: pseudonym, assigner: unitReference(unit) } });

export const partyReferences = ({ units, persons, functions }: Parties): Reference[] =>
  [...units.map(unitReference), ...persons.map(personReference), ...functions.map(functionReference)];

export const unitsIn = (references: readonly Reference[]): UnitCode[] =>
  references.filter(({ type }) => type === 'Organization').map(({ identifier }) => identifier!.value);

export const personsIn = (references: readonly Reference[]): NamedPerson[] =>
  references.filter(({ type }) => type === 'Practitioner')
    .map(({ identifier }) => ({ unit: identifier!.assigner!.identifier!.value, person: identifier!.value }));

export const functionsIn = (references: readonly Reference[]): ReceivingFunction[] =>
  references.filter(({ type }) => type === 'PractitionerRole')
    .map(({ identifier }) => ({ unit: identifier!.assigner!.identifier!.value, role: identifier!.value as Role }));
