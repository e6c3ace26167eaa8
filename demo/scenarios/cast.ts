import type { NamedPerson, Relation, Requester, UnitCode } from '../../consent/core/index.js';
import type { Client, Facts, Person } from '../client.js';
import type { RecordedConsent } from '../consents.js';
import { addDays, addYears, instant } from '../dates.js';
import type { Day } from '../dates.js';
import { random } from '../random.js';
import { relationsOf } from '../relations.js';

/** The seed of the scenarios' ids; they are the same in every demo county. */
const SCENARIO_SEED = 2026;

/** Internal id of a person or consent of a scenario, from its name such as `F4.DO` or `F4.c2`. */
export const scenarioId = (name: string): string => random(SCENARIO_SEED, 'scenario', name).uuid();

/** Generator of a scenario's incidental choices. */
export const incidental = (name: string) => random(SCENARIO_SEED, 'incidental', name);

/** What a scenario says of a person; the rest is ordinary. */
type Sketch = Pick<Person, 'given' | 'family' | 'gender' | 'nationality' | 'group' | 'municipality'> & Partial<Person> & Partial<Facts> & {
  /** Full years; ignored if `birthDate` is given. */
  readonly age?: number;
  /** Days since registration; ignored if `registeredOn` is given. */
  readonly here?: number;
  /** Who leads at a unit, where the routing rule leaves it open. */
  readonly leads?: Readonly<Record<UnitCode, string>>;
  /** Relations that no file explains (a Sozialamt that was involved before, say). */
  readonly also?: readonly Relation[];
};

/** A person of a scenario with the relations that the routing rule gives them. */
export function client(name: string, today: Day, sketch: Sketch): Client {
  const { age = 30, here = 400, leads = {}, also = [], ...said } = sketch;
  const registeredOn = said.registeredOn ?? addDays(today, -here);
  const person: Person & Facts = {
    id: scenarioId(name), household: scenarioId(`${name.split('.')[0]}.household`),
    birthDate: addDays(addYears(today, -age), -100), registeredOn, previousMunicipality: null, movedOn: null,
    street: 'Lindenweg 12', phone: age >= 14 ? '0171 3920011' : null, email: null, safeChannel: 'POST', languages: ['ar'], interpreter: 'ar',
    literateInLatin: true, guardians: [],
    residence: null, benefit: { regime: 'KEINE', since: registeredOn }, language: null, case: null, inCaseManagement: false,
    needs: { psychosocial: [], health: [] }, school: null, kita: null,
    ...said,
  };
  const relations = relationsOf(person, today, incidental(name)).map((relation) => {
    const lead = leads[relation.unit];
    return lead ? { ...relation, persons: [lead], responsible: lead } : relation;
  });
  return { ...person, relations: [...relations, ...also.filter(({ unit }) => !relations.some((relation) => relation.unit === unit))] };
}

/** A relation since a day, led by one person. */
export const since = (unit: UnitCode, day: Day, person: string): Relation => ({ unit, from: instant(day), to: null, persons: [person], responsible: person });

export const at = (unit: UnitCode, person: string): NamedPerson => ({ unit, person });
export const worker = (unit: UnitCode, person: string): Requester => ({ unit, person, role: 'CASE_WORKER' });
export const manager = (unit: UnitCode, person: string): Requester => ({ unit, person, role: 'CASE_MANAGER' });
export const dpo = (unit: UnitCode, person: string): Requester => ({ unit, person, role: 'DPO' });

/** A scenario's people and papers on a day. */
export interface Cast {
  readonly clients: readonly Client[];
  readonly consents: readonly RecordedConsent[];
}

/** A scenario by name, as tests, examples and the README cite it. */
export interface Scenario {
  readonly title: string;
  /** Internal ids by initials. */
  readonly clients: Readonly<Record<string, string>>;
  /** Ids of the consents by the name in the text; a two-way release has two. */
  readonly consents: Readonly<Record<string, readonly string[]>>;
  readonly staff: Readonly<Record<string, Requester>>;
  readonly notes: string;
}

/** Names → ids, for `Scenario.clients`. */
export const ids = (scenario: string, ...initials: readonly string[]): Record<string, string> =>
  Object.fromEntries(initials.map((name) => [name, scenarioId(`${scenario}.${name}`)]));
