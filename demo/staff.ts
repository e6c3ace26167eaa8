import type { Role, UnitCode } from '../consent/core/index.js';
import { UNITS } from '../consent/core/index.js';
import { PLACES } from './municipalities.js';
import type { Place, Sozialraum } from './municipalities.js';
import { NAMES } from './names.js';
import { random } from './random.js';

/** An invented employee; `person` is the subject their tokens carry. */
export interface StaffMember {
  readonly person: string;
  readonly unit: UnitCode;
  readonly role: Role;
  readonly name: string;
  /** What they do, as the contact directory says it. */
  readonly function: string;
  readonly phone: string;
  readonly mail: string;
}

interface Post {
  readonly unit: UnitCode;
  readonly person: string;
  readonly role: Role;
  readonly function: string;
}

const posts = (unit: UnitCode, role: Role, title: string, ...persons: readonly string[]): Post[] =>
  persons.map((person) => ({ unit, person, role, function: title }));
const series = (prefix: string, from: number, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}-${from + index}`);
const slug = (code: string): string => code.toLowerCase().replaceAll('_', '-');

const sozialraeume = [...new Set([...PLACES.values()].map(({ sozialraum }) => sozialraum))];
const cmUnit = (sozialraum: Sozialraum): UnitCode => [...PLACES.values()].find((row) => row.sozialraum === sozialraum)!.caseManagement;

/** `cm-sr6-1` leads the cases of Sozialraum 6, `cm-sr6-2` stands in for them. */
export const caseManagerOf = ({ sozialraum }: Place): string => `cm-${sozialraum.slice(0, 3).toLowerCase()}-1`;

/** Every post of the demo county; the ids are stable. */
const POSTS: readonly Post[] = [
  ...sozialraeume.flatMap((sozialraum) => {
    const number = sozialraum.slice(0, 3);
    return posts(cmUnit(sozialraum), 'CASE_MANAGER', `Case Management ${number}`, ...series(`cm-${number.toLowerCase()}`, 1, 2));
  }),
  ...posts('KREIS_SERVICESTELLE', 'COORDINATOR', 'Koordination Einwanderungsmanagement', 'coord-kreis-1'),
  ...posts('DETMOLD_CM', 'COORDINATOR', 'Koordination Stadt Detmold', 'coord-detmold-1'),
  ...posts('NWL_TM', 'CASE_MANAGER', 'Teilhabemanagement (bis 30.06.2022)', 'tm-nwl-1'),
  ...posts('JOBCENTER_LIPPE', 'CASE_WORKER', 'Integrationsfachkraft', ...series('jc', 101, 12)),
  ...posts('AA_DETMOLD', 'CASE_WORKER', 'Vermittlung und Beratung', ...series('aa', 301, 6)),
  ...posts('NWL_CUK', 'CASE_WORKER', 'Sprachberatung', ...series('cuk', 201, 6)),
  ...posts('KURSTRAEGER:VHS_LIPPE_OST', 'CASE_WORKER', 'Kursverwaltung', 'kt-ost-1'),
  ...posts('KURSTRAEGER:VHS_LIPPE_WEST', 'CASE_WORKER', 'Kursverwaltung', 'kt-west-1'),
  ...posts('KURSTRAEGER:VHS_DETMOLD_LEMGO', 'CASE_WORKER', 'Kursverwaltung', 'kt-dl-1'),
  ...posts('KI_SEITENEINSTIEG', 'CASE_WORKER', 'Seiteneinstiegsberatung', ...series('ki', 401, 3)),
  ...posts('SCHULAUFSICHT', 'CASE_WORKER', 'Schulaufsicht', 'sa-1'),
  ...posts('GESUNDHEITSAMT', 'CASE_WORKER', 'Schulärztlicher Dienst', 'ga-1'),
  ...[...new Set([...PLACES.values()].map(({ jugendamt }) => jugendamt))].flatMap((unit) =>
    posts(unit, 'CASE_WORKER', 'Kindertagesbetreuung und Vormundschaften', ...[1, 2].map((number) => `ja-${slug(unit.slice('JUGENDAMT:'.length))}-${number}`))),
  ...posts('ABH_KREIS', 'CASE_WORKER', 'Aufenthalt', ...series('abh-k', 1, 4)),
  ...posts('ABH_DETMOLD', 'CASE_WORKER', 'Aufenthalt', ...series('abh-d', 1, 2)),
  ...posts('EBH_KREIS', 'CASE_WORKER', 'Einbürgerung', 'ebh-k-1'),
  ...posts('EBH_DETMOLD', 'CASE_WORKER', 'Einbürgerung', 'ebh-d-1'),
  ...[...PLACES.keys()].flatMap((code) => [
    ...posts(`SOZIALAMT:${code}`, 'CASE_WORKER', 'Soziale Leistungen', `sz-${slug(code)}-1`),
    ...posts(`SCHULTRAEGER:${code}`, 'CASE_WORKER', 'Schulverwaltung', `st-${slug(code)}-1`),
  ]),
  ...[['KREIS_SERVICESTELLE', 'dpo-kreis'], ['DETMOLD_CM', 'dpo-detmold'], ['JOBCENTER_LIPPE', 'dpo-jc'], ['AA_DETMOLD', 'dpo-aa'], ['NWL_CUK', 'dpo-nwl'],
    ['KI_SEITENEINSTIEG', 'dpo-ki'], ['JUGENDAMT:KREIS', 'dpo-ja-kreis'], ['ABH_KREIS', 'dpo-abh-k'], ['ABH_DETMOLD', 'dpo-abh-d']]
    .flatMap(([unit, person]) => posts(unit!, 'DPO', 'Behördliche Datenschutzbeauftragte', person!)),
];

/** The staff with invented names; telephone numbers are no one's. */
export function staff(seed: number): StaffMember[] {
  return POSTS.map((post, index) => {
    const choose = random(seed, 'staff', post.person);
    const given = choose.pick([...NAMES.german.female, ...NAMES.german.male]);
    return { ...post, name: `${given} ${choose.pick(NAMES.german.family)}`, phone: `05231 000-${100 + index}`, mail: `${post.person}@${domainOf(post.unit)}` };
  });
}

const domainOf = (unit: UnitCode): string => `${slug(unit).replace(':', '-')}.example`;

/** Persons of a unit who work on files; the first leads by default. */
const workers = new Map<UnitCode, string[]>([...UNITS.keys()].map((unit) => [
  unit, POSTS.filter((post) => post.unit === unit && (post.role === 'CASE_WORKER' || post.role === 'CASE_MANAGER')).map(({ person }) => person),
]));

export const workersOf = (unit: UnitCode): readonly string[] => workers.get(unit) ?? [];
