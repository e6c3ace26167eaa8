import type { Relation, UnitCode } from '../consent/core/index.js';
import type { Facts, Person } from './client.js';
import { addDays, addYears, ageOn, earlier, instant, later } from './dates.js';
import type { Day } from './dates.js';
import { isForeignersOfficeCase } from './groups.js';
import { place } from './municipalities.js';
import type { Place } from './municipalities.js';
import type { Random } from './random.js';
import { caseManagerOf, workersOf } from './staff.js';

/** A relation in days, before persons are assigned. */
interface Span {
  readonly unit: UnitCode;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * The units that work with a client: the routing rule of domain B.0. The municipality decides the Ausländerbehörde, the
 * Jugendamt and the case management; the benefit decides Jobcenter, Agentur or Sozialamt; the rest follows the files.
 */
export function relationsOf(client: Person & Facts, today: Day, choose: Random): Relation[] {
  const here = place(client.municipality);
  const since = client.movedOn ?? client.registeredOn;
  const last: Span[] = [
    ...local(client, here, since, null),
    ...(client.previousMunicipality && client.movedOn ? local(client, place(client.previousMunicipality), client.registeredOn, client.movedOn) : []),
    ...everywhere(client, today),
    ...historic(client, here),
  ];
  return merge(last).filter(({ from, to }) => from !== to).map((span) => entrust(span, here, choose));
}

/** Units whose responsibility follows the place of residence. */
function local(client: Person & Facts, { abh, ebh, jugendamt, caseManagement, code }: Place, from: Day, to: Day | null): Span[] {
  const units: UnitCode[] = [];
  if (isForeignersOfficeCase(client.group)) units.push(abh);
  if (client.residence?.title.startsWith('NE_')) units.push(ebh); // asks for naturalisation
  if (client.kita) units.push(jugendamt);
  if (client.inCaseManagement) units.push(caseManagement);
  if (/^ASYLBLG|^SGB_XII|^UEBERBRUECKUNG/.test(client.benefit.regime)) units.push(`SOZIALAMT:${code}`);
  if (client.school && ['SCHULPLATZ_ZUGEWIESEN', 'BESCHULT'].includes(client.school.state)) units.push(`SCHULTRAEGER:${code}`);
  const spans: Span[] = units.map((unit) => ({ unit, from, to }));
  if (client.group === 'REF_UMF') spans.push({ unit: jugendamt, from, to: to ?? addYears(client.birthDate, 18) }); // the guardianship ends
  return spans;
}

/** Units that work county-wide. */
function everywhere(client: Person & Facts, today: Day): Span[] {
  const spans: Span[] = [];
  const add = (unit: UnitCode, from: Day): void => void spans.push({ unit, from: earlier(from, today), to: null });
  const { benefit, birthDate, language, registeredOn, school } = client;
  const young = ageOn(birthDate, today) >= 18 && ageOn(birthDate, today) < 28;
  if (benefit.regime === 'SGB_II') add('JOBCENTER_LIPPE', benefit.since);
  if (benefit.regime === 'SGB_III' || (benefit.regime.startsWith('ASYLBLG') && young)) add('AA_DETMOLD', later(benefit.since, addDays(registeredOn, 14)));
  if (language) add('NWL_CUK', addDays(language.testedOn, -7));
  if (language?.enrolment) add(language.enrolment.provider, language.testedOn);
  if (school) add('KI_SEITENEINSTIEG', registeredOn);
  if (school && school.state !== 'ANGEMELDET') add('GESUNDHEITSAMT', registeredOn);
  return spans;
}

/** Teilhabemanagement of Netzwerk Lippe in Detmold, Bad Salzuflen and Lage, 2020 to 30.06.2022 (domain A.12). */
function historic({ group, registeredOn, birthDate }: Person, { code }: Place): Span[] {
  const took = ['REF_GEDULDET', 'REF_ASYLBEWERBER'].includes(group) && ['DETMOLD', 'BAD_SALZUFLEN', 'LAGE'].includes(code);
  const age = ageOn(birthDate, '2021-01-01');
  if (!took || age < 18 || age > 27 || registeredOn >= '2022-01-01') return [];
  return [{ unit: 'NWL_TM', from: later(registeredOn, '2020-09-01'), to: '2022-07-01' }];
}

/** Moving within the area of one unit changes nothing for that unit. */
function merge(spans: readonly Span[]): Span[] {
  const byUnit = new Map<UnitCode, Span>();
  for (const span of spans) {
    const known = byUnit.get(span.unit);
    byUnit.set(span.unit, known ? { ...span, from: earlier(known.from, span.from), to: known.to && span.to ? later(known.to, span.to) : null } : span);
  }
  return [...byUnit.values()];
}

/** Case managers by Sozialraum; elsewhere one person of the unit leads and at times another helps. */
export function entrust({ unit, from, to }: Span, here: Place, choose: Random): Relation {
  const staff = workersOf(unit);
  const responsible = unit === here.caseManagement ? caseManagerOf(here) : choose.pick(staff);
  const helper = choose.chance(0.2) && unit !== here.caseManagement ? choose.pick(staff) : responsible;
  return {
    unit, from: instant(from), to: to === null ? null : instant(to),
    persons: [...new Set([responsible, helper])], responsible,
  };
}
